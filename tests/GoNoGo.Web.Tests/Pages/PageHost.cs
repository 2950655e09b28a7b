using GoNoGo.Blog.Content;
using GoNoGo.Blog.Posts;
using GoNoGo.Comments;
using GoNoGo.Gdpr.UserActions;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Web.Pages;
using GoNoGo.Web.Pages.Keeping;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace GoNoGo.Web.Tests.Pages;

/// <summary>The pages alone, over HTTP, on a snapshot made by hand.</summary>
internal sealed class PageHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private PageHost(WebApplication app, FakeTimeProvider clock) => (this.app, Clock) = (app, clock);

    public HttpClient Client => app.GetTestClient();

    public FakeTimeProvider Clock { get; }

    public PageCache Cache => app.Services.GetRequiredService<PageCache>();

    public PageVersions Versions => app.Services.GetRequiredService<PageVersions>();

    public static Task<PageHost> StartAsync(Snapshot? snapshot, params CommentView[] comments) =>
        StartAsync(snapshot, _ => Task.FromResult(new CommentPage(comments, null, comments.Length)));

    /// <summary>With the counts of listed posts as they are read at each time.</summary>
    public static Task<PageHost> StartAsync(
        Snapshot? snapshot, Func<IReadOnlyList<string>, CancellationToken, Task<IReadOnlyDictionary<string, int>>> count) =>
        StartAsync(snapshot, _ => Task.FromResult(new CommentPage([], null, 0)), count: count);

    /// <summary>With the comments of a slug as they are read at each time, and what is told of readers.</summary>
    public static async Task<PageHost> StartAsync(
        Snapshot? snapshot,
        Func<string, Task<CommentPage>> read,
        Action<UserAction>? note = null,
        PageOptions? options = null,
        Func<IReadOnlyList<string>, CancellationToken, Task<IReadOnlyDictionary<string, int>>>? count = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        var store = new SnapshotStore();
        if (snapshot is not null)
        {
            store.Swap(snapshot);
        }

        builder.Services.AddSingleton(store);
        builder.Services.AddSingleton<AuditBacklog>();
        var clock = new FakeTimeProvider(Sample.Now);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton(new PageSources(
            async (slug, _, _) => Sample.View(Find(snapshot, slug), await read(slug)),
            (all, query, now) => [.. all.PublishedPosts(now)
                .Where(post => post.PlainText.Contains(query, StringComparison.OrdinalIgnoreCase))
                .Select(post => new SearchHit(post, [new SnippetSegment(query, IsHit: true)]))],
            (_, _) => Task.FromResult<Stream?>(new MemoryStream([1, 2, 3, 4])),
            _ => new ConsentWords("Publish it.", "Mail me.", "en"),
            _ => Sample.Notice)
        {
            CountComments = count ?? ((_, _) => Task.FromResult(ListedComments.None.Counts)),
        });
        builder.Services.AddSingleton(new ReaderActions(note ?? (_ => { })));
        builder.Services.AddSingleton(Options.Create(options ?? new PageOptions()));
        builder.Services.AddPages(_ => new PublicAddress(Sample.BaseUrl));
        var built = builder.Build();
        built.MapPages();
        await built.StartAsync(TestContext.Current.CancellationToken);
        return new PageHost(built, clock);
    }

    public async Task<(int Status, string? Location, string Body)> GetAsync(string path)
    {
        using var response = await Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, response.Headers.Location?.OriginalString, body);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static Post Find(Snapshot? snapshot, string slug) =>
        snapshot?.FindPost(slug, Sample.Now) ?? throw new InvalidOperationException("The page asked for a post that is not published.");
}
