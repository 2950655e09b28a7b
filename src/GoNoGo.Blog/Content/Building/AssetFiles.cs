using GoNoGo.Blog.Content.Tree;

namespace GoNoGo.Blog.Content.Building;

/// <summary>Looks at the files that are to be served as they are: their size, and whether they are what they seem.</summary>
internal static class AssetFiles
{
    public static List<CheckedAsset> Check(
        IContentTree tree,
        IReadOnlyList<TreeNode> nodes,
        IReadOnlyDictionary<string, AssetFacts> known,
        Dictionary<string, AssetFacts> facts,
        List<ContentProblem> problems)
    {
        var files = new List<CheckedAsset>(nodes.Count);
        foreach (var node in nodes)
        {
            var fact = known.GetValueOrDefault(node.Id) ?? facts.GetValueOrDefault(node.Id) ?? Look(tree, node);
            facts[node.Id] = fact;
            var mediaType = MediaTypes.Of(node.Path) ?? throw new InvalidOperationException("The survey lets only known kinds through.");
            if (fact.Length > MediaTypes.MaximumBytes(mediaType))
            {
                problems.Add(TreeProblems.TooLarge(node.Path, MediaTypes.MaximumBytes(mediaType)));
            }
            else if (fact.IsLfsPointer)
            {
                problems.Add(TreeProblems.Lfs(node.Path));
            }
            else
            {
                files.Add(new CheckedAsset(node, mediaType, fact.Length));
            }
        }

        return files;
    }

    private static AssetFacts Look(IContentTree tree, TreeNode node)
    {
        var length = tree.Length(node);
        return new AssetFacts(length, length < LfsPointer.MaximumBytes && LfsPointer.Is(tree.Read(node).Span));
    }
}
