using System.Globalization;
using GoNoGo.Blog.Content.Tree;
using GoNoGo.Blog.Images;

namespace GoNoGo.Blog.Content.Building;

/// <summary>Looks at the files that are no texts: their size, and whether they are what they seem.</summary>
internal static class AssetFiles
{
    /// <summary>
    /// A picture of more pixels is refused: a file of some kilobytes can hold so many that the memory of its readers does not suffice.
    /// </summary>
    public const long MaximumPixels = 100_000_000;

    /// <summary>Nearly every picture tells its size within so many bytes; the others are read whole.</summary>
    private const int HeadBytes = 64 * 1024;

    public static List<CheckedAsset> Check(
        IContentTree tree,
        IReadOnlyList<TreeNode> nodes,
        IReadOnlyDictionary<string, AssetFacts> known,
        Dictionary<string, AssetFacts> facts,
        List<ContentProblem> problems,
        CancellationToken cancellationToken)
    {
        var found = new AssetFacts[nodes.Count];
        Parallel.For(0, nodes.Count, Parallelism.Bounded(cancellationToken), at =>
            found[at] = known.GetValueOrDefault(KeyOf(nodes[at])) ?? Look(tree, nodes[at]));
        var files = new List<CheckedAsset>(nodes.Count);
        foreach (var (node, fact) in nodes.Zip(found))
        {
            facts[KeyOf(node)] = fact;
            if (RefusalOf(node, fact) is { } refusal)
            {
                problems.Add(refusal);
                continue;
            }

            var mediaType = fact.Header?.ContentType ?? MediaTypeOf(node);
            if (mediaType != MediaTypeOf(node))
            {
                problems.Add(NamedWrongly(node.Path, mediaType));
            }

            files.Add(new CheckedAsset(node, mediaType, fact.Length, fact.Header));
        }

        return files;
    }

    private static ContentProblem? RefusalOf(TreeNode node, AssetFacts fact)
    {
        var most = MediaTypes.MaximumBytes(MediaTypeOf(node));
        return fact.Length > most ? TreeProblems.TooLarge(node.Path, most)
            : fact.IsLfsPointer ? TreeProblems.Lfs(node.Path)
            : !fact.IsAsNamed ? NotAsNamed(node.Path)
            : fact.Header is { Pixels: > MaximumPixels } header ? TooManyPixels(node.Path, header)
            : null;
    }

    private static AssetFacts Look(IContentTree tree, TreeNode node)
    {
        var length = tree.Length(node);
        var mediaType = MediaTypeOf(node);
        if (length > MediaTypes.MaximumBytes(mediaType))
        {
            return new AssetFacts(length, IsLfsPointer: false, IsAsNamed: true, Header: null);
        }

        var isImage = mediaType.StartsWith("image/", StringComparison.Ordinal);
        var head = tree.ReadHead(node, isImage ? HeadBytes : FileSignature.Bytes);
        if (length < LfsPointer.MaximumBytes && LfsPointer.Is(head))
        {
            return new AssetFacts(length, IsLfsPointer: true, IsAsNamed: true, Header: null);
        }
        else if (!isImage)
        {
            return new AssetFacts(length, IsLfsPointer: false, FileSignature.Fits(mediaType, head), Header: null);
        }

        var header = ImageHeader.Read(head) ?? (length > HeadBytes ? ImageHeader.Read(tree.Read(node).Span) : null);
        var isIcon = header is null && FileSignature.Fits("image/x-icon", head);
        return new AssetFacts(length, IsLfsPointer: false, header is not null || isIcon, header);
    }

    // A file under two endings can be what one of them says and not the other.
    private static string KeyOf(TreeNode node) => $"{node.Id} {MediaTypeOf(node)}";

    private static string MediaTypeOf(TreeNode node) =>
        MediaTypes.Of(node.Path) ?? throw new InvalidOperationException("The survey lets only known kinds through.");

    private static ContentProblem NotAsNamed(string path) => new(
        path, 0, ContentProblemSeverity.Refused, "file_not_as_named", "The file is not what its ending says; export it anew or rename it.");

    private static ContentProblem NamedWrongly(string path, string mediaType) => new(
        path,
        0,
        ContentProblemSeverity.Warning,
        "image_named_wrongly",
        $"The picture is {mediaType}, whatever its ending says; rename it.");

    private static ContentProblem TooManyPixels(string path, ImageHeader header) => new(
        path,
        0,
        ContentProblemSeverity.Refused,
        "image_too_many_pixels",
        string.Create(
            CultureInfo.InvariantCulture,
            $"The picture has {header.Width} × {header.Height} pixels, over {MaximumPixels / 1_000_000} million; make it smaller."));
}
