namespace GoNoGo.Blog.Content;

/// <summary>An image, document or other file that is served as it stands in the commit.</summary>
/// <param name="Address">The path under which it is served, beginning with a slash.</param>
/// <param name="SourcePath">Its path in the repository.</param>
/// <param name="BlobId">The Git object id of its bytes; a strong ETag.</param>
/// <param name="ContentType">The media type, by extension from a closed list.</param>
/// <param name="Length">Its size in bytes.</param>
public sealed record Asset(string Address, string SourcePath, string BlobId, string ContentType, long Length);
