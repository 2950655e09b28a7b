namespace GoNoGo.Blog.Posts;

internal sealed record SourceFile(string Path, string BlobId, ReadOnlyMemory<byte> Bytes);
