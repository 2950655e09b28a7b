using GoNoGo.Platform.Data;

namespace GoNoGo.Web.Pages.Keeping;

/// <summary>What whoever makes a page notes down about it, so that it can be kept.</summary>
internal sealed class PageNotes
{
    /// <summary>The slug of the post whose comments it shows; null where it shows none.</summary>
    public string? Thread { get; private set; }

    /// <summary>What was known to have changed among them before they were read (<see cref="PageVersions"/>).</summary>
    public long ThreadVersion { get; private set; }

    /// <summary>The slug of the post that is counted as read with each answer; null where none is.</summary>
    public string? CountedPost { get; set; }

    /// <summary>Whether something is missing from it that could not be read just now.</summary>
    public bool IsIncomplete { get; set; }

    /// <summary>To be called before the comments of a post are read.</summary>
    public void ShowThread(string slug, long version) => (Thread, ThreadVersion) = (slug, version);
}
