using GoNoGo.Blog.Content;
using GoNoGo.Platform;
using GoNoGo.Web.Access;
using GoNoGo.Web.Pages.Keeping;

namespace GoNoGo.Web.Pages;

/// <summary>Maps a public page: for GET and HEAD, once a snapshot is there, in one canonical form.</summary>
internal static class PageRoutes
{
    /// <summary>The methods that ask for a page and change nothing.</summary>
    public static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>A page whose path ends with a slash exactly if its pattern does; any other form or case is answered with 301.</summary>
    public static void MapPage(this IEndpointRouteBuilder endpoints, string pattern, Func<BlogRequest, Task<IResult>> page) =>
        endpoints.MapMethods(pattern, Reading, Serving(InCanonicalForm(pattern, page))).OpenToEveryone();

    /// <summary>
    /// Such a page that is the same for everybody until the content, the clock or its comments change it: it is made once and kept. Of a
    /// query it reads nothing.
    /// </summary>
    public static void MapKeptPage(this IEndpointRouteBuilder endpoints, string pattern, Func<BlogRequest, Task<IResult>> page) =>
        endpoints.MapMethods(pattern, Reading, Keeping(endpoints.ServiceProvider, [], InCanonicalForm(pattern, page)))
            .WithMetadata(KeptPage.Mark)
            .OpenToEveryone();

    /// <summary>A page whose address holds a secret: its case counts, and it is never redirected.</summary>
    public static void MapPrivatePage(this IEndpointRouteBuilder endpoints, string pattern, Func<BlogRequest, Task<IResult>> page) =>
        endpoints.MapMethods(pattern, Reading, Serving(page)).OpenToEveryone();

    /// <summary>What a form of ours is posted to.</summary>
    public static void MapForm(this IEndpointRouteBuilder endpoints, string pattern, Func<BlogRequest, Task<IResult>> answer) =>
        endpoints.MapPost(pattern, Serving(answer)).OpenToEveryone();

    /// <summary>The same for everybody, and with something of their own for who is signed in.</summary>
    public static void MapFormForViewer(this IEndpointRouteBuilder endpoints, string pattern, Func<BlogRequest, Task<IResult>> answer) =>
        endpoints.MapPost(pattern, Serving(answer)).OpenToEveryone().SeeViewer();

    /// <summary>A page of a commenter who is signed in.</summary>
    public static void MapOwnPage(this IEndpointRouteBuilder endpoints, string pattern, Func<BlogRequest, Task<IResult>> page) =>
        endpoints.MapMethods(pattern, Reading, Serving(page)).RequireCommenter();

    /// <summary>What a form of such a page is posted to.</summary>
    public static void MapOwnForm(this IEndpointRouteBuilder endpoints, string pattern, Func<BlogRequest, Task<IResult>> answer) =>
        endpoints.MapPost(pattern, Serving(answer)).RequireCommenter().TakeFromOwnPages();

    /// <summary>Whatever no route has claimed; kept, unless the query has a field that it reads.</summary>
    public static void MapRemaining(this IEndpointRouteBuilder endpoints, string[] fields, Func<BlogRequest, Task<IResult>> page) =>
        endpoints.MapMethods("/{**path}", Reading, Keeping(endpoints.ServiceProvider, fields, page))
            .WithMetadata(KeptPage.Mark)
            .OpenToEveryone();

    private static RequestDelegate Serving(Func<BlogRequest, Task<IResult>> page) => async http =>
    {
        await SocketThread.LeaveAsync(); // A field of the query can make a page of its own of a kept one.
        var writer = http.RequestServices.GetRequiredService<PageWriter>();
        var snapshot = http.RequestServices.GetRequiredService<SnapshotStore>().Current;
        var result = snapshot is null
            ? await writer.NotReadyAsync(http.RequestAborted)
            : await page(new BlogRequest(http, snapshot, writer.Context(snapshot.Site), writer));
        await result.ExecuteAsync(http);
    };

    private static RequestDelegate Keeping(IServiceProvider services, string[] fields, Func<BlogRequest, Task<IResult>> page)
    {
        var cache = services.GetRequiredService<PageCache>();
        var snapshots = services.GetRequiredService<SnapshotStore>();
        var writer = services.GetRequiredService<PageWriter>();
        var serving = Serving(Counting(page));
        return AnswerAsync;

        Task AnswerAsync(HttpContext http)
        {
            var isKept = fields.Length == 0 || !http.Request.QueryString.HasValue || !fields.Any(http.Request.Query.ContainsKey);
            if (!isKept || snapshots.Current is not { } snapshot)
            {
                return serving(http);
            }

            return cache.TryAnswer(http, snapshot, out var answer) ? answer : MakeAsync(http, snapshot);
        }

        Task MakeAsync(HttpContext http, Snapshot snapshot) => cache.AnswerAsync(
            http,
            snapshot,
            notes => page(new BlogRequest(http, snapshot, writer.Context(snapshot.Site), writer) { Notes = notes }));
    }

    /// <summary>A page that is not kept is counted when it is made.</summary>
    private static Func<BlogRequest, Task<IResult>> Counting(Func<BlogRequest, Task<IResult>> page) => async request =>
    {
        var answer = await page(request);
        if (request.Notes.CountedPost is { } slug)
        {
            request.Service<ReaderActions>().PostRead(request.Http.Request, slug);
        }

        return answer;
    };

    private static Func<BlogRequest, Task<IResult>> InCanonicalForm(string pattern, Func<BlogRequest, Task<IResult>> page) => request =>
    {
        var path = request.Http.Request.Path.Value ?? "/";
        var canonical = CanonicalForm(path, pattern.EndsWith('/'));
        return canonical == path ? page(request) : Task.FromResult(request.MovedTo(canonical));
    };

    private static string CanonicalForm(string path, bool endsWithSlash)
    {
        var lower = path.ToLowerInvariant().TrimEnd('/');
        return endsWithSlash ? lower + "/" : lower;
    }
}

/// <summary>Marks an endpoint that is the same for everybody, changes nothing and is answered from memory.</summary>
internal sealed record KeptPage
{
    public static KeptPage Mark { get; } = new();
}
