using GoNoGo.Platform.Results;

namespace GoNoGo.Blog.Content.Tree;

/// <summary>What a tree holds for a blog, and what of it may not be taken.</summary>
internal sealed record TreeSurvey(
    IReadOnlyList<TreeNode> Posts,
    IReadOnlyList<TreeNode> Pages,
    IReadOnlyList<TreeNode> Assets,
    IReadOnlyList<ContentProblem> Problems)
{
    public const int MaximumEntries = 200_000;
    private const int MaximumDepth = 64;

    public static Result<TreeSurvey> Of(IContentTree tree, ContentLayout layout, CancellationToken cancellationToken)
    {
        var files = new List<TreeNode>();
        var problems = new List<ContentProblem>();
        var entered = false;
        var entries = 0;
        var open = new Stack<(TreeNode? Folder, int Depth)>([(null, 0)]);
        while (open.TryPop(out var next))
        {
            cancellationToken.ThrowIfCancellationRequested();
            entered |= (next.Folder?.Path ?? "") == layout.PostsFolder;
            var children = tree.Children(next.Folder);
            entries += children.Count;
            if (entries > MaximumEntries || next.Depth > MaximumDepth)
            {
                return new ContentUnavailable(
                    "repository_too_many_files", $"The content has over {MaximumEntries:N0} entries or {MaximumDepth} levels; split it.");
            }

            foreach (var folder in Sort(children, layout, files, problems))
            {
                open.Push((folder, next.Depth + 1));
            }
        }

        return entered
            ? From(files, layout, problems)
            : new ContentUnavailable(
                "content_folder_missing",
                $"There is no folder '{layout.PostsFolder}' in the content; set Content:Folder, or posts in site.yaml, to theirs.");
    }

    /// <summary>Puts the files and problems of one folder away and returns its subfolders worth entering.</summary>
    private static List<TreeNode> Sort(
        IReadOnlyList<TreeNode> children, ContentLayout layout, List<TreeNode> files, List<ContentProblem> problems)
    {
        var folders = new List<TreeNode>();
        foreach (var node in children.Where(node => layout.Enters(node.Path) || layout.Holds(node.Path)))
        {
            if (!ContentPath.IsSafeName(node.Name))
            {
                problems.Add(TreeProblems.UnsafeName(node.Path));
            }
            else if (IsIgnored(node))
            {
                continue;
            }
            else if (node.Kind is TreeNodeKind.SymbolicLink or TreeNodeKind.Submodule)
            {
                problems.Add(node.Kind is TreeNodeKind.Submodule
                    ? TreeProblems.Submodule(node.Path)
                    : TreeProblems.SymbolicLink(node.Path));
            }
            else if (node.Kind is TreeNodeKind.Folder)
            {
                folders.Add(node);
            }
            else if (layout.Holds(node.Path))
            {
                files.Add(node);
            }
        }

        return folders;
    }

    private static bool IsIgnored(TreeNode node) =>
        node.Name.StartsWith('.')
        || node.Name == "node_modules"
        || node.Name.StartsWith("_index.", StringComparison.Ordinal)
        || node.Name.Equals("README.md", StringComparison.OrdinalIgnoreCase);

    private static TreeSurvey From(List<TreeNode> files, ContentLayout layout, List<ContentProblem> problems)
    {
        var twins = files.GroupBy(file => ContentPath.Fold(file.Path)).Where(group => group.Skip(1).Any())
            .SelectMany(group => group).ToHashSet();
        problems.AddRange(twins.Select(file => TreeProblems.Twin(file.Path)));
        files.RemoveAll(twins.Contains);

        var texts = files.Where(file => layout.TextFolderOf(file.Path) is not null).ToList();
        problems.AddRange(texts.Where(file => ContentPath.IsMdx(file.Path)).Select(file => TreeProblems.Mdx(file.Path)));
        return new TreeSurvey(
            [.. texts.Where(file => ContentPath.IsMarkdown(file.Path) && layout.IsPost(file.Path))],
            [.. texts.Where(file => ContentPath.IsMarkdown(file.Path) && layout.IsPage(file.Path))],
            [.. files.Where(file => MediaTypes.Of(file.Path) is not null)],
            problems);
    }
}
