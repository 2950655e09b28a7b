using GoNoGo.Platform.Results;

namespace GoNoGo.Web.Cli;

/// <summary>What the comment commands ask of the comments: a scoped service, filled where the modules are composed.</summary>
/// <param name="List">Every comment of a status, or of all where it is null, oldest first.</param>
/// <param name="Approve">Publishes one.</param>
/// <param name="Reject">Keeps one from being published.</param>
internal sealed record CommentDesk(
    Func<string?, CancellationToken, Task<IReadOnlyList<CommentRow>>> List, DecideOnComment Approve, DecideOnComment Reject);

/// <summary>Decides on one comment.</summary>
/// <param name="id">The comment's id.</param>
/// <param name="cancellationToken">Ends the work before it is durable.</param>
/// <returns>Null when it is done, or why it was refused.</returns>
internal delegate Task<Error?> DecideOnComment(Guid id, CancellationToken cancellationToken);

/// <summary>A comment as a moderator meets it in the list.</summary>
/// <param name="Id">The comment's id.</param>
/// <param name="Post">The post's slug.</param>
/// <param name="Status">pending, approved, rejected or spam.</param>
/// <param name="AuthorName">The name of the author's choice. Personal.</param>
/// <param name="Content">The text as typed. Personal.</param>
/// <param name="CreatedAt">When it was sent, UTC.</param>
internal sealed record CommentRow(Guid Id, string Post, string Status, string? AuthorName, string Content, DateTimeOffset CreatedAt);
