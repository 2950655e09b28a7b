using GoNoGo.Platform.Events;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Blog.Content;

/// <summary>Another commit of the content is served. Each node that takes it over says so; who acts on it does so once a commit.</summary>
/// <param name="Commit">Its object id.</param>
/// <param name="Previous">The one that was served before.</param>
public sealed record ContentUpdated([NotPersonal] string Commit, [NotPersonal] string Previous) : IEvent
{
    /// <inheritdoc />
    public static string Type => "content.updated";

    /// <inheritdoc />
    public static int Version => 1;

    /// <inheritdoc />
    public string AggregateId => "content";
}
