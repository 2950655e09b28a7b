using GoNoGo.Blog.Content.Tree;
using GoNoGo.Blog.Posts;
using GoNoGo.Blog.Site;

namespace GoNoGo.Blog.Content.Building;

/// <summary>Renders the bodies that changed, and those in which a reference now means something else; the rest are remembered.</summary>
/// <param name="renderer">Makes bodies.</param>
/// <param name="tree">Where their texts are.</param>
/// <param name="site">The blog's own settings in it.</param>
/// <param name="shelf">Keeps what was rendered; null to hold it in memory.</param>
internal sealed class BodyRendering(BodyRenderer renderer, IContentTree tree, SiteSettings site, BuildShelf? shelf)
{
    private int rendered;

    public int Rendered => rendered;

    /// <summary>Bodies by path: those that are known and still hold, and of the others each when it is first asked for.</summary>
    public IReadOnlyDictionary<string, Lazy<RenderedFile>> Prepare(
        IReadOnlyList<ReadFile> files, IReadOnlyDictionary<string, RenderedFile> known, ReferenceResolver resolver)
    {
        var bodies = new Dictionary<string, Lazy<RenderedFile>>(files.Count, StringComparer.Ordinal);
        foreach (var file in files)
        {
            bodies[file.Node.Path] = known.GetValueOrDefault(file.Node.Path) is { } body && IsCurrent(body, file.Node, resolver)
                ? new Lazy<RenderedFile>(Again(body, file, resolver))
                : new Lazy<RenderedFile>(() => Render(file, resolver));
        }

        return bodies;
    }

    /// <summary>Has all of them rendered, on all processors.</summary>
    public static void RenderAll(
        IReadOnlyDictionary<string, Lazy<RenderedFile>> bodies, Action finished, CancellationToken cancellationToken) =>
        Parallel.ForEach(bodies.Values, Parallelism.Bounded(cancellationToken), body =>
        {
            _ = body.Value;
            finished();
        });

    private static bool IsCurrent(RenderedFile body, TreeNode node, ReferenceResolver resolver) =>
        body.BlobId == node.Id && body.References.All(reference => resolver.Resolve(node.Path, reference.Key) == reference.Value);

    /// <summary>What is kept on the disk may be lost there; it is rendered again from what the newest build knows.</summary>
    private RenderedFile Again(RenderedFile body, ReadFile file, ReferenceResolver resolver)
    {
        if (body.Body.Content is ShelvedContent shelved)
        {
            shelved.Again = Anew(file, resolver);
        }

        return body;
    }

    /// <summary>Renders a text, and keeps what was made of it.</summary>
    public RenderedFile Render(ReadFile file, ReferenceResolver resolver)
    {
        Interlocked.Increment(ref rendered);
        var references = new Dictionary<string, string?>(StringComparer.Ordinal);
        var body = RenderBody(file, resolver, references);
        var kept = shelf is null || body.Refusal is not null
            ? body
            : body with { Content = shelf.Put(body.Content, Anew(file, resolver)) };
        return new RenderedFile(file.Node.Id, kept, references);
    }

    private Func<BodyForms> Anew(ReadFile file, ReferenceResolver resolver)
    {
        var known = file.WithoutMarkdown(); // It lives as long as the body, and its text would with it.
        return () => RenderBody(known, resolver, []).Content.Read();
    }

    private RenderedBody RenderBody(ReadFile file, ReferenceResolver resolver, Dictionary<string, string?> references)
    {
        var path = file.Node.Path;
        string? Resolve(string reference) => references[reference] = resolver.Resolve(path, reference);
        try
        {
            var read = file.HoldsMarkdown ? file : TextFiles.Read(tree, file.Node, site);
            var document = read.Document ?? throw new InvalidOperationException("A text that was read once cannot be read again.");
            var language = site.Languages.For(document.FrontMatter.Language, site.Language);
            return renderer.Render(document, Resolve, language);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or OutOfMemoryException))
        {
            // As with reading: one text that the renderer breaks on must not take the blog down.
            return RenderedBody.Refused(PlacementProblems.NotUnderstood(path, exception));
        }
    }
}
