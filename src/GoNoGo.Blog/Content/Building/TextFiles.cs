using GoNoGo.Blog.Content.Tree;
using GoNoGo.Blog.Posts;
using GoNoGo.Blog.Site;

namespace GoNoGo.Blog.Content.Building;

/// <summary>Reads the texts of a tree; whatever one of them holds, the others are read.</summary>
internal static class TextFiles
{
    public const long MaximumBytes = 1024 * 1024;

    public static ReadFile Read(IContentTree tree, TreeNode node, SiteSettings site)
    {
        if (tree.Length(node) > MaximumBytes)
        {
            return Refused(node, TreeProblems.TooLarge(node.Path, MaximumBytes));
        }

        var bytes = tree.Read(node);
        if (LfsPointer.Is(bytes.Span))
        {
            return Refused(node, TreeProblems.Lfs(node.Path));
        }

        try
        {
            return DocumentReader.Read(new SourceFile(node.Path, node.Id, bytes), site) switch
            {
                ReadDocument(var document) => new ReadFile(node, document, null, HoldsMarkdown: true),
                RefusedDocument(var problem) => Refused(node, problem),
                var other => throw new InvalidOperationException($"An outcome of reading is not known: {other.GetType().Name}."),
            };
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or OutOfMemoryException))
        {
            // A text is what people and programs typed: one that a parser breaks on must not take the blog down.
            return Refused(node, PlacementProblems.NotUnderstood(node.Path, exception));
        }
    }

    private static ReadFile Refused(TreeNode node, ContentProblem problem) => new(node, null, problem, HoldsMarkdown: false);
}
