using System.Collections.Concurrent;
using GoNoGo.Blog.Content.Tree;
using GoNoGo.Blog.Posts;
using GoNoGo.Blog.Site;

namespace GoNoGo.Blog.Content.Building;

/// <summary>Renders the bodies that changed, and those in which a reference now means something else; the rest are remembered.</summary>
internal sealed class BodyRendering(BodyRenderer renderer, IContentTree tree, SiteSettings site)
{
    private int rendered;

    public int Rendered => rendered;

    public IReadOnlyDictionary<string, RenderedFile> Render(
        IReadOnlyList<ReadFile> files,
        IReadOnlyDictionary<string, RenderedFile> known,
        ReferenceResolver resolver,
        Action finished,
        CancellationToken cancellationToken)
    {
        var bodies = new ConcurrentDictionary<string, RenderedFile>(StringComparer.Ordinal);
        Parallel.ForEach(files, Parallelism.Bounded(cancellationToken), file =>
        {
            bodies[file.Node.Path] = known.GetValueOrDefault(file.Node.Path) is { } body && IsCurrent(body, file.Node, resolver)
                ? body
                : Render(file, resolver);
            finished();
        });
        return bodies;
    }

    private static bool IsCurrent(RenderedFile body, TreeNode node, ReferenceResolver resolver) =>
        body.BlobId == node.Id && body.References.All(reference => resolver.Resolve(node.Path, reference.Key) == reference.Value);

    private RenderedFile Render(ReadFile file, ReferenceResolver resolver)
    {
        Interlocked.Increment(ref rendered);
        var path = file.Node.Path;
        var references = new Dictionary<string, string?>(StringComparer.Ordinal);
        string? Resolve(string reference) => references[reference] = resolver.Resolve(path, reference);
        try
        {
            var read = file.HoldsMarkdown ? file : TextFiles.Read(tree, file.Node, site);
            var document = read.Document ?? throw new InvalidOperationException("A text that was read once cannot be read again.");
            var language = site.Languages.For(document.FrontMatter.Language, site.Language);
            return new RenderedFile(file.Node.Id, renderer.Render(document, Resolve, language), references);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or OutOfMemoryException))
        {
            // As with reading: one text that the renderer breaks on must not take the blog down.
            var refusal = PlacementProblems.NotUnderstood(path, exception);
            return new RenderedFile(file.Node.Id, new RenderedBody("", "", "", [], 0, false, refusal), references);
        }
    }
}
