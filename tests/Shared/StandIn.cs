using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GoNoGo.Testing;

/// <summary>A server on loopback that stands in for a service: a test says how it answers, and sees what was asked.</summary>
internal abstract class StandIn : IAsyncDisposable
{
    private readonly WebApplication app;

    protected StandIn()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.AllowSynchronousIO = true);
        app = builder.Build();
        app.Run(TakeAsync);
    }

    /// <summary>Answers before the stand-in does; null or false leaves it to the stand-in.</summary>
    public Func<HttpContext, Task<bool>>? Instead { get; set; }

    public ConcurrentQueue<AskedRequest> Asked { get; } = new();

    public Uri Address => new(app.Urls.First());

    public IEnumerable<string> Lines => Asked.Select(request => $"{request.Method} {request.Path}");

    public async Task StartAsync() => await app.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    /// <summary>Answers everything with a status and headers.</summary>
    public void Answer(int status, string body = "{}", params (string Name, string Value)[] headers) => Instead = async context =>
    {
        foreach (var (name, value) in headers)
        {
            context.Response.Headers[name] = value;
        }

        await WriteAsync(context, status, body);
        return true;
    };

    protected abstract Task AnswerAsync(HttpContext context, AskedRequest request);

    protected static Task WriteAsync(HttpContext context, int status, JsonNode body) => WriteAsync(context, status, body.ToJsonString());

    protected static async Task WriteAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var request = new AskedRequest(
            context.Request.Method,
            context.Request.Path.Value ?? "/",
            context.Request.QueryString.Value ?? "",
            await reader.ReadToEndAsync(),
            context.Request.Headers.Authorization.ToString());
        Asked.Enqueue(request);
        if (Instead is { } instead && await instead(context))
        {
            return;
        }

        await AnswerAsync(context, request);
    }
}

/// <summary>What a stand-in was asked.</summary>
internal sealed record AskedRequest(string Method, string Path, string Query, string Body, string Authorization)
{
    public JsonNode Json => JsonNode.Parse(Body)!;
}
