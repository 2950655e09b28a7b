using GoNoGo.Platform.Data;

namespace GoNoGo.Web.Pages.Keeping;

/// <summary>What whoever makes a page notes down about it, so that it can be kept.</summary>
internal sealed class PageNotes
{
    private (string Slug, long Version)[] threads = [];
    private long changes;

    /// <summary>The slug of the post whose comments it shows; null where it shows none, be it that it counts some.</summary>
    public string? Thread { get; private set; }

    /// <summary>Whether it shows comments, or how many there are.</summary>
    public bool DependsOnComments => threads.Length > 0;

    /// <summary>The slug of the post that is counted as read with each answer; null where none is.</summary>
    public string? CountedPost { get; set; }

    /// <summary>Whether something is missing from it that could not be read just now.</summary>
    public bool IsIncomplete { get; set; }

    /// <summary>To be called before the comments of a post are read.</summary>
    public void ShowThread(string slug, PageVersions versions)
    {
        Thread = slug;
        Note([slug], versions);
    }

    /// <summary>To be called before the comments of posts are counted.</summary>
    public void CountThreads(IEnumerable<string> slugs, PageVersions versions) => Note(slugs, versions);

    /// <summary>Whether nothing is known to have changed among what it shows. Threads are looked at only when anything has.</summary>
    public bool Hold(PageVersions versions)
    {
        var now = versions.Changes;
        if (Volatile.Read(ref changes) == now)
        {
            return true;
        }

        foreach (var (slug, version) in threads)
        {
            if (versions.Of(slug) != version)
            {
                return false;
            }
        }

        Volatile.Write(ref changes, now);
        return true;
    }

    private void Note(IEnumerable<string> slugs, PageVersions versions)
    {
        changes = versions.Changes;
        threads = [.. slugs.Select(slug => (slug, versions.Of(slug)))];
    }
}
