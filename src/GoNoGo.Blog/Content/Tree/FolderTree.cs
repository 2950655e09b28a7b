using System.Globalization;

namespace GoNoGo.Blog.Content.Tree;

/// <summary>A folder on disk, under the same rules as a commit; links are seen and not followed.</summary>
/// <param name="root">The folder.</param>
/// <param name="isIgnored">Whether Git leaves out the file, or the folder with its slash, at a path; null where Git has no say.</param>
internal sealed class FolderTree(string root, Func<string, bool>? isIgnored = null) : IContentTree
{
    public string Commit => "";

    public DateTimeOffset Date { get; } = new(Directory.GetLastWriteTimeUtc(root));

    public IReadOnlyList<TreeNode> Children(TreeNode? folder)
    {
        var prefix = folder is null ? "" : folder.Path + "/";
        return
        [
            .. new DirectoryInfo(OnDisk(folder?.Path ?? ""))
                .EnumerateFileSystemInfos()
                .OrderBy(entry => entry.Name, StringComparer.Ordinal)
                .Select(entry => new TreeNode(prefix + entry.Name, entry.Name, Id(entry), Kind(entry)))
                .Where(node => !IsIgnored(node)),
        ];
    }

    public long Length(TreeNode file) => new FileInfo(OnDisk(file.Path)).Length;

    public ReadOnlyMemory<byte> Read(TreeNode file) => File.ReadAllBytes(OnDisk(file.Path));

    public byte[] ReadHead(TreeNode file, int count)
    {
        using var content = File.OpenRead(OnDisk(file.Path));
        var bytes = new byte[Math.Min(count, content.Length)];
        content.ReadExactly(bytes);
        return bytes;
    }

    public IReadOnlyDictionary<string, DateTimeOffset> DatesOf(IReadOnlyCollection<string> paths, CancellationToken cancellationToken) =>
        paths.ToDictionary(path => path, path => new DateTimeOffset(File.GetLastWriteTimeUtc(OnDisk(path))), StringComparer.Ordinal);

    private bool IsIgnored(TreeNode node) =>
        isIgnored is not null && isIgnored(node.Kind is TreeNodeKind.Folder ? node.Path + "/" : node.Path);

    private static TreeNodeKind Kind(FileSystemInfo entry) =>
        entry.LinkTarget is not null ? TreeNodeKind.SymbolicLink
        : entry is DirectoryInfo ? Path.Exists(Path.Combine(entry.FullName, ".git")) ? TreeNodeKind.Submodule : TreeNodeKind.Folder
        : TreeNodeKind.File;

    private static string Id(FileSystemInfo entry) => entry is FileInfo file
        ? string.Create(CultureInfo.InvariantCulture, $"{file.LastWriteTimeUtc.Ticks:x}-{(file.LinkTarget is null ? file.Length : 0):x}")
        : "";

    private string OnDisk(string path) => Path.Combine(root, path);
}
