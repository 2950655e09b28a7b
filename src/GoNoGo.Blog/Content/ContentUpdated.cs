using GoNoGo.Platform.Events;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Blog.Content;

/// <summary>Another commit of the content is served. It is told of once, however it was found.</summary>
/// <param name="Commit">Its object id.</param>
/// <param name="Previous">The one that was served before.</param>
/// <param name="Changes">How many files of the blog it changes; 0 where an earlier version did not say.</param>
public sealed record ContentUpdated([NotPersonal] string Commit, [NotPersonal] string Previous, [NotPersonal] int Changes = 0) : IEvent
{
    /// <inheritdoc />
    public static string Type => "content.updated";

    /// <inheritdoc />
    public static int Version => 1;

    /// <inheritdoc />
    public string AggregateId => "content";
}
