using GoNoGo.Web.Access;
using GoNoGo.Web.Pages;
using GoNoGo.Web.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Web.Tests.Admin;

/// <summary>The stage of authorization before two endpoints, of which one bears no mark.</summary>
internal sealed class UnmarkedHost : IDisposable
{
    private readonly WebApplication app;

    private UnmarkedHost(WebApplication app) => this.app = app;

    public HttpClient Client => new() { BaseAddress = new Uri(app.Urls.First()) };

    public static async Task<UnmarkedHost> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(new PublicAddress(new Uri("http://localhost")));
        builder.Services.AddProblemDetails();
        var app = builder.Build();
        app.UseMiddleware<Authorization>();
        app.MapGet("/open", () => "open");
        app.MapGet("/marked", () => "marked").OpenToEveryone();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new UnmarkedHost(app);
    }

    public void Dispose() => ((IDisposable)app).Dispose();
}
