using GoNoGo.Blog.Posts;

namespace GoNoGo.Blog.Content.Following;

/// <summary>Finds the posts that moved between two snapshots.</summary>
internal static class MoveDetection
{
    /// <param name="before">The snapshot that is served.</param>
    /// <param name="after">The one that shall replace it.</param>
    /// <param name="renames">Old path to new path, as Git sees it; asked for only where a file is gone.</param>
    public static IReadOnlyList<PostMove> Between(Snapshot before, Snapshot after, Func<IReadOnlyDictionary<string, string>> renames)
    {
        if (before.Posts.Count == after.Posts.Count && before.Posts.Zip(after.Posts).All(pair => StandAlike(pair.First, pair.Second)))
        {
            return []; // As after most pushes.
        }

        var paths = after.Posts.ToDictionary(post => post.SourcePath, StringComparer.Ordinal);
        var gone = before.Posts.Any(post => !paths.ContainsKey(post.SourcePath));
        var renamed = gone ? renames() : new Dictionary<string, string>();
        return
        [
            .. from former in before.Posts
               let path = paths.ContainsKey(former.SourcePath) ? former.SourcePath : renamed.GetValueOrDefault(former.SourcePath)
               where path is not null && paths.ContainsKey(path)
               let current = paths[path]
               where (former.Slug, former.Address) != (current.Slug, current.Address)
               select new PostMove(former.Slug, current.Slug, former.Address, current.Address),
        ];
    }

    private static bool StandAlike(Post former, Post current) =>
        ReferenceEquals(former, current)
        || (former.SourcePath == current.SourcePath && former.Slug == current.Slug && former.Address == current.Address);
}
