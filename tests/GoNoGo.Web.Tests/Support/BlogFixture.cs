using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using GoNoGo.Web.Configuration;
using GoNoGo.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Testing;

/// <summary>
/// The real program in this process, on a port from the kernel, with a data folder and a content repository of its own. Nothing in it is
/// replaced but the clock, and the edge of the process where a test asks for it.
/// </summary>
public class BlogFixture : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private WebApplication? app;
    private HttpClient? reader;

    /// <summary>What the blog publishes. Filled by <see cref="WriteContent"/> before the start; later commits are followed.</summary>
    public ContentRepositoryBuilder Content { get; } = new();

    /// <summary>A reader: keeps no cookie, follows no redirect.</summary>
    public HttpClient Reader => reader ?? throw new InvalidOperationException("The blog has not started.");

    /// <summary>The services of the running program.</summary>
    public IServiceProvider Services => app?.Services ?? throw new InvalidOperationException("The blog has not started.");

    /// <summary>The data folder.</summary>
    public string DataPath => folder["data"];

    /// <summary>Where it listens, without a slash at the end.</summary>
    public Uri Address => new(app?.Urls.First() ?? throw new InvalidOperationException("The blog has not started."));

#pragma warning disable RS0030 // The edge of a test: the real clock where a test sets none.
    /// <summary>The time that the program sees.</summary>
    protected virtual TimeProvider Clock => TimeProvider.System;
#pragma warning restore RS0030

    /// <summary>Keys and values of the configuration, laid over the fixture's own.</summary>
    protected virtual IReadOnlyDictionary<string, string?> Configuration => new Dictionary<string, string?>(StringComparer.Ordinal);

    public virtual async ValueTask InitializeAsync()
    {
        WriteContent(Content);
        Content.Commit();
        var given = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["GoNoGo:Content:Repository"] = Content.Path,
            ["GoNoGo:Data:Path"] = DataPath,
            ["GoNoGo:Site:BaseUrl"] = Settings.DefaultUrl,

            // Everybody in a test comes from one address; what limits do is for their own tests.
            ["GoNoGo:RateLimiting:CommentsPerWindow"] = "1000000",
            ["GoNoGo:RateLimiting:SignInsPerWindow"] = "1000000",
            ["GoNoGo:RateLimiting:MailedLinksPerWindow"] = "1000000",
            ["GoNoGo:RateLimiting:ReadsPerWindow"] = "100000000",
        };
        foreach (var (key, value) in Configuration)
        {
            given[key] = value;
        }

        if (!Settings.Load(given, "http://127.0.0.1:0", new Dictionary<string, string>()).Succeeded(out var settings, out var refusal))
        {
            throw new InvalidOperationException(refusal.Message);
        }

        Directory.CreateDirectory(DataPath);
        app = GoNoGoHost.Build(settings, Clock, Adjust);
        await app.StartAsync(TestContext.Current.CancellationToken);
        reader = NewReader();
    }

    /// <summary>Another reader, as from another browser.</summary>
    public HttpClient NewReader() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };

    /// <summary>Reads a page that must answer 200.</summary>
    public async Task<IHtmlDocument> ReadPageAsync(string path)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var response = await Reader.GetAsync(path, cancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
        return await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync(cancellationToken), cancellationToken);
    }

    /// <summary>Waits until a path answers 200, as it will once a commit is served.</summary>
    public Task AppearsAsync(string path) => Eventually.HoldsAsync(
        $"{path} appeared",
        async () =>
        {
            using var response = await Reader.GetAsync(path, TestContext.Current.CancellationToken);
            return response.IsSuccessStatusCode;
        },
        TestContext.Current.CancellationToken);

    public virtual async ValueTask DisposeAsync()
    {
        reader?.Dispose();
        if (app is not null)
        {
            await app.StopAsync(TestContext.Current.CancellationToken);
            await app.DisposeAsync();
        }

        Content.Dispose();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Writes the first content; a post unless overridden.</summary>
    protected virtual void WriteContent(ContentRepositoryBuilder content) => content.WritePost("hello", "Hello", "A first post.");

    /// <summary>Changes services at the edge of the process.</summary>
    protected virtual void Adjust(IServiceCollection services)
    {
    }
}
