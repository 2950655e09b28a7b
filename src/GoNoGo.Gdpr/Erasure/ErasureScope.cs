using GoNoGo.Gdpr.Retention;
using GoNoGo.Gdpr.Subjects;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Privacy.Declaration;

namespace GoNoGo.Gdpr.Erasure;

/// <summary>How far a person, or one comment of theirs, reaches into the database.</summary>
/// <param name="comments">Whose comments are whose.</param>
/// <param name="subjects">Whose tags are whose.</param>
/// <param name="holds">What has to stay for now.</param>
public sealed class ErasureScope(ISubjectComments comments, SubjectDirectory subjects, LegalHolds holds)
{
    /// <summary>All by which a person's rows are found.</summary>
    /// <param name="subject">Whom.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    /// <returns>Their id, the tags of their address, the ids of their comments.</returns>
    public async Task<PersonReach> OfAsync(SubjectId subject, CancellationToken cancellationToken) => new(
        [subject.Value],
        await subjects.TagsAsync(subject, cancellationToken),
        await comments.OfAsync(subject, cancellationToken));

    /// <summary>
    /// All by which the rows of one comment are found; of the whole person where it is the only comment of somebody who gave no address,
    /// since then nobody else can have written under the same name.
    /// </summary>
    /// <param name="commentId">Which.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    /// <returns>The reach.</returns>
    public async Task<PersonReach> OfCommentAsync(Guid commentId, CancellationToken cancellationToken)
    {
        if (await comments.OwnerAsync(commentId, cancellationToken) is not { } owner)
        {
            return new PersonReach([], [], [commentId]);
        }

        var reach = await OfAsync(owner, cancellationToken);
        return reach.EmailTags.Count == 0 ? reach : new PersonReach([], [], [commentId]);
    }

    internal async Task<IReadOnlyList<Guid>> HeldAsync(PersonReach reach, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var held = new List<Guid>();
        foreach (var comment in reach.Comments)
        {
            if (await holds.UntilAsync(comment, now, cancellationToken) is not null)
            {
                held.Add(comment);
            }
        }

        return held;
    }
}
