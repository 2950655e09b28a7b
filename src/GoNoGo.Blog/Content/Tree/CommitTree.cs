using GoNoGo.Blog.Content.Git;
using LibGit2Sharp;

namespace GoNoGo.Blog.Content.Tree;

/// <summary>The tree of one commit, read from the object database. Safe for several threads.</summary>
internal sealed class CommitTree : IContentTree
{
    private readonly RepositoryPool repositories;
    private readonly PathHistory history;
    private readonly string datesAt;
    private readonly string rootId;

    /// <param name="repositories">Where the commit is.</param>
    /// <param name="history">Knows when its paths came to be.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="datesAt">The commit whose history gives the dates, where it is another.</param>
    public CommitTree(RepositoryPool repositories, PathHistory history, string commit, string? datesAt = null)
    {
        this.repositories = repositories;
        this.history = history;
        this.datesAt = datesAt ?? commit;
        Commit = commit;
        (rootId, Date) = repositories.Use(repository =>
            repository.Lookup<Commit>(commit) is { } found
                ? (found.Tree.Sha, found.Author.When)
                : throw new NotFoundException($"The commit {commit} is not in the mirror."));
    }

    public string Commit { get; }

    public DateTimeOffset Date { get; }

    public IReadOnlyList<TreeNode> Children(TreeNode? folder) => repositories.Use(repository =>
    {
        var prefix = folder is null ? "" : folder.Path + "/";
        var tree = repository.Lookup<LibGit2Sharp.Tree>(folder?.Id ?? rootId);
        return tree.Select(entry => new TreeNode(prefix + entry.Name, entry.Name, entry.Target.Sha, Kind(entry))).ToList();
    });

    public long Length(TreeNode file) => repositories.Use(repository =>
        repository.ObjectDatabase.RetrieveObjectMetadata(new ObjectId(file.Id)).Size);

    public ReadOnlyMemory<byte> Read(TreeNode file) => ReadHead(file, int.MaxValue);

    public byte[] ReadHead(TreeNode file, int count) => repositories.Use(repository =>
    {
        using var content = repository.Lookup<Blob>(file.Id).GetContentStream();
        var bytes = new byte[Math.Min(count, content.Length)];
        content.ReadExactly(bytes);
        return bytes;
    });

    public IReadOnlyDictionary<string, DateTimeOffset> DatesOf(IReadOnlyCollection<string> paths, CancellationToken cancellationToken) =>
        history.DatesAt(datesAt, cancellationToken);

    private static TreeNodeKind Kind(TreeEntry entry) => entry.Mode switch
    {
        Mode.Directory => TreeNodeKind.Folder,
        Mode.SymbolicLink => TreeNodeKind.SymbolicLink,
        Mode.GitLink => TreeNodeKind.Submodule,
        _ => TreeNodeKind.File,
    };
}
