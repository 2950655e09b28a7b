namespace GoNoGo.Blog.Posts;

/// <summary>A file of one commit as Git holds it.</summary>
internal sealed record SourceFile(string Path, string BlobId, ReadOnlyMemory<byte> Bytes);
