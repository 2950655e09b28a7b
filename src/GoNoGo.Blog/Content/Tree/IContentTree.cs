namespace GoNoGo.Blog.Content.Tree;

/// <summary>The files of a blog at one moment: a commit, or a plain folder that is only being checked.</summary>
internal interface IContentTree
{
    /// <summary>The commit's object id; empty for a plain folder.</summary>
    string Commit { get; }

    /// <summary>The nodes of a folder, the root's where it is null. Nothing is followed, nothing is judged.</summary>
    IReadOnlyList<TreeNode> Children(TreeNode? folder);

    long Length(TreeNode file);

    ReadOnlyMemory<byte> Read(TreeNode file);

    /// <summary>The first bytes of a file, or all where it has no more.</summary>
    byte[] ReadHead(TreeNode file, int count);

    /// <summary>When each of these paths came to be; one that is not known is missing.</summary>
    IReadOnlyDictionary<string, DateTimeOffset> DatesOf(IReadOnlyCollection<string> paths, CancellationToken cancellationToken);

    /// <summary>The date of the whole, where a path has none of its own.</summary>
    DateTimeOffset Date { get; }
}

/// <summary>An entry of a folder. <paramref name="Id"/> changes with the content.</summary>
internal sealed record TreeNode(string Path, string Name, string Id, TreeNodeKind Kind);

internal enum TreeNodeKind
{
    File,
    Folder,
    SymbolicLink,
    Submodule,
}
