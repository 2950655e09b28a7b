using GoNoGo.Blog.Content.Git;
using GoNoGo.Blog.Content.Tree;
using GoNoGo.Blog.Posts;
using GoNoGo.Blog.Site;

namespace GoNoGo.Blog.Content.Building;

/// <summary>Turns the documents of a tree into posts and pages at their addresses.</summary>
internal sealed class Assembly(
    IContentTree tree,
    SiteSettings site,
    ContentLayout layout,
    IReadOnlyList<CheckedAsset> assetFiles,
    IReadOnlyCollection<string> refusedPaths,
    BodyRendering rendering,
    EditHistory? history)
{
    /// <summary>So many texts to render take longer than a reader should wait.</summary>
    private const int WorthAnEarlyLook = 100;

    /// <summary>
    /// Places and renders. A body that the renderer refuses gives its place back, which can change the slugs and links of
    /// others; so all is placed again without it. Each round has fewer documents, and only what changed is rendered anew.
    /// </summary>
    /// <param name="files">What was read.</param>
    /// <param name="known">What was rendered before, by path.</param>
    /// <param name="request">What else is to be taken into account.</param>
    /// <param name="early">Is given all of it before much is rendered, each body to be rendered when asked for; null for nobody.</param>
    /// <param name="cancellationToken">Ends the rendering.</param>
    public Assembled Run(
        IReadOnlyList<ReadFile> files,
        IReadOnlyDictionary<string, RenderedFile> known,
        BuildRequest request,
        Action<Assembled>? early,
        CancellationToken cancellationToken)
    {
        var dates = Dates(files, cancellationToken);
        var refused = new List<ContentProblem>();
        var remaining = files;
        var bodies = new Dictionary<string, RenderedFile>(known, StringComparer.Ordinal);
        while (true)
        {
            var problems = new List<ContentProblem>(refused);
            var plan = Place(remaining, dates, problems);
            var placedFiles = remaining.Where(file => plan.Claims.AddressByPath.ContainsKey(file.Node.Path)).ToList();
            var notServed = refusedPaths.Concat(problems.Where(problem => problem.Severity is ContentProblemSeverity.Refused)
                .Select(problem => problem.Path)).ToHashSet(StringComparer.Ordinal);
            var resolver = new ReferenceResolver(plan.Claims.AddressByPath, notServed, layout);
            var prepared = rendering.Prepare(placedFiles, bodies, resolver);
            if (early is not null && prepared.Values.Count(body => !body.IsValueCreated) > WorthAnEarlyLook)
            {
                early(Compose(plan, prepared, resolver, request, [.. problems]));
                early = null;
            }

            BodyRendering.RenderAll(prepared, Progress(request, files.Count, placedFiles.Count), cancellationToken);
            foreach (var (path, body) in prepared)
            {
                bodies[path] = body.Value;
            }

            var broken = prepared.Values.Select(body => body.Value.Body.Refusal).OfType<ContentProblem>().ToList();
            if (broken.Count == 0)
            {
                problems.AddRange(prepared.SelectMany(body => body.Value.Value.Body.Warnings));
                var remembered = files.Where(file => bodies.ContainsKey(file.Node.Path))
                    .ToDictionary(file => file.Node.Path, file => bodies[file.Node.Path]);
                return Compose(plan, prepared, resolver, request, problems) with { Bodies = remembered };
            }

            refused.AddRange(broken);
            remaining = [.. remaining.Where(file => prepared.GetValueOrDefault(file.Node.Path)?.Value.Body.Refusal is null)];
        }
    }

    private Dictionary<string, DateTimeOffset> Dates(IReadOnlyList<ReadFile> files, CancellationToken cancellationToken)
    {
        var undated = files.Where(file => file.Document!.Date is null && layout.IsPost(file.Node.Path))
            .Select(file => file.Node.Path).ToList();
        var found = undated.Count == 0 ? null : tree.DatesOf(undated, cancellationToken);
        return undated.ToDictionary(path => path, path => found!.GetValueOrDefault(path, tree.Date), StringComparer.Ordinal);
    }

    private Plan Place(IReadOnlyList<ReadFile> files, Dictionary<string, DateTimeOffset> dates, List<ContentProblem> problems)
    {
        var documents = files.Select(file => file.Document!).ToLookup(document => layout.IsPost(document.Path));
        var posts = new PostPlacement(site, layout).Place(
            documents[true], document => document.Date ?? dates[document.Path], problems);
        var pages = PagePlacement.Place(documents[false], layout, problems);
        var claims = new Claims([.. posts, .. pages], problems);
        var (grantedPosts, grantedPages) = (claims.Granted(posts), claims.Granted(pages));
        var assets = AssetPlacement.Place(assetFiles, [.. grantedPosts, .. grantedPages], layout, claims);
        return new Plan(grantedPosts, grantedPages, assets, claims);
    }

    private Assembled Compose(
        Plan plan,
        IReadOnlyDictionary<string, Lazy<RenderedFile>> prepared,
        ReferenceResolver resolver,
        BuildRequest request,
        List<ContentProblem> problems)
    {
        Lazy<RenderedBody> BodyOf(Placed placed) => prepared[placed.Document.Path] is { IsValueCreated: true, Value.Body: var known }
            ? new Lazy<RenderedBody>(known)
            : new Lazy<RenderedBody>(() => prepared[placed.Document.Path].Value.Body);

        var images = new ImageReferences(resolver, plan.Claims, problems);
        var composition = new Composition(site, images.AddressOf, history);
        var posts = plan.Posts.ConvertAll(post => composition.Compose(post, BodyOf(post)));
        var pages = plan.Pages.ConvertAll(page => composition.Compose(page, BodyOf(page)));
        var destinations = Destinations.Of(posts, pages, plan.Assets);
        Destinations.AddAliases(destinations, [.. plan.Posts, .. plan.Pages], plan.Claims, problems);
        Destinations.AddFormer(destinations, request.FormerAddresses, posts, plan.Claims);
        return new Assembled(posts, pages, destinations, new Dictionary<string, RenderedFile>(), problems, resolver, rendering.Rendered);
    }

    private static Action Progress(BuildRequest request, int total, int placed)
    {
        var done = total - placed;
        return () => request.Progress?.Report((Interlocked.Increment(ref done), total));
    }

    private sealed record Plan(List<PlacedPost> Posts, List<PlacedPage> Pages, List<Asset> Assets, Claims Claims);
}

/// <summary>Everything a snapshot is made of.</summary>
internal sealed record Assembled(
    IReadOnlyList<Post> Posts,
    IReadOnlyList<StaticPage> Pages,
    Dictionary<string, Destination> Destinations,
    IReadOnlyDictionary<string, RenderedFile> Bodies,
    IReadOnlyList<ContentProblem> Problems,
    ReferenceResolver Resolver,
    int Rendered);
