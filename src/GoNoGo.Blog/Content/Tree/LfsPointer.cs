namespace GoNoGo.Blog.Content.Tree;

/// <summary>Tells the stand-in that Git LFS leaves in a commit from a real file.</summary>
internal static class LfsPointer
{
    /// <summary>No pointer is longer (git-lfs specification), so longer files need not be opened.</summary>
    public const int MaximumBytes = 1024;

    public static bool Is(ReadOnlySpan<byte> bytes) =>
        bytes.Length < MaximumBytes && bytes.StartsWith("version https://git-lfs.github.com/spec/"u8);
}
