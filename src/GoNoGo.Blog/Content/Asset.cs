namespace GoNoGo.Blog.Content;

/// <summary>An image, document or other file of the commit that is served.</summary>
/// <param name="Address">The path under which it is served, beginning with a slash.</param>
/// <param name="SourcePath">Its path in the repository.</param>
/// <param name="BlobId">The Git object id of its bytes.</param>
/// <param name="ContentType">The media type, from a closed list: by what it is where it is a picture, else by its ending.</param>
/// <param name="Length">Its size in the commit in bytes; a picture is served without what its maker's device wrote into it.</param>
public sealed record Asset(string Address, string SourcePath, string BlobId, string ContentType, long Length)
{
    /// <summary>How large it is shown, where it is a picture that says so.</summary>
    public PictureSize? Picture { get; init; }
}

/// <summary>The size of a picture.</summary>
/// <param name="Width">In pixels of CSS, as it is turned when it is shown.</param>
/// <param name="Height">In pixels of CSS.</param>
/// <param name="MayMove">Whether it may have several frames.</param>
public sealed record PictureSize(int Width, int Height, bool MayMove);
