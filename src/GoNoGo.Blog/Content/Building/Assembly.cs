using GoNoGo.Blog.Content.Tree;
using GoNoGo.Blog.Posts;
using GoNoGo.Blog.Site;

namespace GoNoGo.Blog.Content.Building;

/// <summary>Turns the documents of a tree into posts and pages at their addresses.</summary>
internal sealed class Assembly(
    IContentTree tree, SiteSettings site, ContentLayout layout, IReadOnlyList<CheckedAsset> assetFiles, BodyRendering rendering)
{
    /// <summary>
    /// Places and renders. A body that the renderer refuses gives its place back, which can change the slugs and links of
    /// others; so all is placed again without it. Each round has fewer documents, and only what changed is rendered anew.
    /// </summary>
    public Assembled Run(
        IReadOnlyList<ReadFile> files,
        IReadOnlyDictionary<string, RenderedFile> known,
        BuildRequest request,
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
            var resolver = new ReferenceResolver(plan.Claims.AddressByPath, layout);
            var rendered = rendering.Render(
                placedFiles, bodies, resolver, Progress(request, files.Count, placedFiles.Count), cancellationToken);
            foreach (var (path, body) in rendered)
            {
                bodies[path] = body;
            }

            var broken = rendered.Values.Select(body => body.Body.Refusal).OfType<ContentProblem>().ToList();
            if (broken.Count == 0)
            {
                var remembered = files.Where(file => bodies.ContainsKey(file.Node.Path))
                    .ToDictionary(file => file.Node.Path, file => bodies[file.Node.Path]);
                return Compose(plan, rendered, resolver, request, problems) with { Bodies = remembered };
            }

            refused.AddRange(broken);
            remaining = [.. remaining.Where(file => rendered.GetValueOrDefault(file.Node.Path)?.Body.Refusal is null)];
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
        IReadOnlyDictionary<string, RenderedFile> rendered,
        ReferenceResolver resolver,
        BuildRequest request,
        List<ContentProblem> problems)
    {
        var images = new ImageReferences(resolver, plan.Claims, problems);
        var composition = new Composition(site, images.AddressOf);
        var posts = plan.Posts.ConvertAll(post => composition.Compose(post, rendered[post.Document.Path].Body));
        var pages = plan.Pages.ConvertAll(page => Composition.Compose(page, rendered[page.Document.Path].Body));
        var destinations = Destinations.Of(posts, pages, plan.Assets);
        Destinations.AddAliases(destinations, [.. plan.Posts, .. plan.Pages], plan.Claims, problems);
        Destinations.AddFormer(destinations, request.FormerAddresses, posts, plan.Claims);
        problems.AddRange(rendered.Values.SelectMany(body => body.Body.Warnings));
        problems.AddRange(
            from body in rendered
            from reference in body.Value.References
            where reference.Value is null && ReferenceResolver.MeansFile(reference.Key)
            select PlacementProblems.ReferenceMissing(body.Key, reference.Key));
        return new Assembled(posts, pages, destinations, rendered, problems, rendering.Rendered);
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
    IReadOnlyDictionary<string, Destination> Destinations,
    IReadOnlyDictionary<string, RenderedFile> Bodies,
    IReadOnlyList<ContentProblem> Problems,
    int Rendered);
