using System.Security.Cryptography;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Gdpr.Subjects;

/// <summary>Finds the person behind a tag, and their public handle.</summary>
/// <param name="data">The context that the caller's unit of work shares.</param>
public sealed class SubjectDirectory(DataContext data)
{
    private const string HandleAlphabet = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int HandleLength = 10;

    /// <summary>The subject of this tag; a new one where the tag is new or missing.</summary>
    /// <param name="transaction">The running unit of work.</param>
    /// <param name="tag">The person's tag; null makes a subject that nothing else will ever be linked to.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>The subject's id.</returns>
    public async Task<SubjectId> FindOrAddAsync(Transaction transaction, EmailTag? tag, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        if (tag is not null
            && await data.Set<Subject>().SingleOrDefaultAsync(subject => subject.EmailTag == tag.Value, cancellationToken) is { } known)
        {
            return new SubjectId(known.Id);
        }

        var added = new Subject
        {
            Id = Guid.CreateVersion7(transaction.StartedAt),
            Handle = RandomNumberGenerator.GetString(HandleAlphabet, HandleLength),
            EmailTag = tag?.Value,
            CreatedAt = transaction.StartedAt,
        };
        data.Add(added);
        return new SubjectId(added.Id);
    }

    /// <summary>The handles of some subjects.</summary>
    /// <param name="subjects">Whose.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>By id; erased subjects are missing.</returns>
    public async Task<IReadOnlyDictionary<Guid, string>> HandlesAsync(
        IReadOnlyCollection<Guid> subjects, CancellationToken cancellationToken) =>
        await data.Set<Subject>().AsNoTracking()
            .Where(subject => subjects.Contains(subject.Id))
            .ToDictionaryAsync(subject => subject.Id, subject => subject.Handle, cancellationToken);

    /// <summary>The tag that a subject is known by.</summary>
    /// <param name="subject">Whose.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Null where no address was given, or the subject is erased. Personal.</returns>
    public async Task<EmailTag?> TagAsync(SubjectId subject, CancellationToken cancellationToken) =>
        await data.Set<Subject>().AsNoTracking()
            .Where(known => known.Id == subject.Value)
            .Select(known => known.EmailTag)
            .SingleOrDefaultAsync(cancellationToken) is { } tag
            ? new EmailTag(tag)
            : null;

    /// <summary>Forgets a subject: tag and handle go.</summary>
    /// <param name="subject">Whom.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>When the removal is part of the unit of work.</returns>
    public async Task RemoveAsync(SubjectId subject, CancellationToken cancellationToken)
    {
        if (await data.Set<Subject>().SingleOrDefaultAsync(known => known.Id == subject.Value, cancellationToken) is { } known)
        {
            data.Remove(known);
        }
    }
}
