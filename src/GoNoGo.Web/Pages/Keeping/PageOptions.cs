using System.ComponentModel.DataAnnotations;

namespace GoNoGo.Web.Pages.Keeping;

/// <summary>How public pages are kept in memory (configuration section <c>GoNoGo:Pages</c>).</summary>
internal sealed record PageOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "GoNoGo:Pages";

    /// <summary>How many megabytes of finished pages are kept, with their compressed forms; what is asked for least goes first.</summary>
    [Range(1, 65_536)]
    public int CacheMegabytes { get; init; } = 64;
}
