using System.Globalization;
using System.Security.Cryptography;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Gdpr.Subjects;

/// <summary>Finds the person behind a tag, and their public handle.</summary>
/// <param name="data">The context that the caller's unit of work shares.</param>
/// <param name="newcomers">Ids of those who are new.</param>
public sealed class SubjectDirectory(DataContext data, NewSubjects newcomers)
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
        if (tag is not null && await FindRowAsync(tag, cancellationToken) is { } known)
        {
            // Tags move on to the newest key when their owner comes by; no other moment knows the address.
            known.EmailTag = tag.Value;
            return new SubjectId(known.Id);
        }

        var newcomer = await newcomers.TakeAsync(cancellationToken);
        transaction.Insert(new Subject
        {
            Id = newcomer.Id.Value,
            Handle = RandomNumberGenerator.GetString(HandleAlphabet, HandleLength),
            EmailTag = tag?.Value,
            CreatedAt = transaction.StartedAt,
        });
        transaction.Know(newcomer);
        return newcomer.Id;
    }

    /// <summary>The subject of a tag.</summary>
    /// <param name="tag">The tag of an address.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Null where nothing is held about it.</returns>
    public async Task<SubjectId?> FindAsync(EmailTag tag, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tag);
        return await FindRowAsync(tag, cancellationToken) is { } known ? new SubjectId(known.Id) : null;
    }

    /// <summary>The tags of a person's address.</summary>
    /// <param name="subject">Whose.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Empty where they gave none, or are gone. Personal.</returns>
    public async Task<IReadOnlyList<string>> TagsAsync(SubjectId subject, CancellationToken cancellationToken) =>
        [.. (await data.Set<Subject>().Where(known => known.Id == subject.Value).Select(known => known.EmailTag)
            .ToListAsync(cancellationToken)).OfType<string>()];

    /// <summary>Whether nothing is known of a subject any more.</summary>
    /// <param name="subject">Whose id it was.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>True where there is no such subject.</returns>
    public async Task<bool> IsGoneAsync(SubjectId subject, CancellationToken cancellationToken) =>
        !await data.Set<Subject>().AnyAsync(known => known.Id == subject.Value, cancellationToken);

    /// <summary>How many subjects are found by tags of a key.</summary>
    /// <param name="keyVersion">The version of the key.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>As many as would be lost with it.</returns>
    public Task<int> CountTaggedAsync(int keyVersion, CancellationToken cancellationToken)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"{keyVersion}:");
        return data.Set<Subject>().CountAsync(subject => subject.EmailTag!.StartsWith(prefix), cancellationToken); // Null counts as none.
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

    /// <summary>Forgets a subject: tag and handle go, and their key after the commit.</summary>
    /// <param name="transaction">The running unit of work.</param>
    /// <param name="subject">Whom.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>When the removal is part of the unit of work.</returns>
    public async Task RemoveAsync(Transaction transaction, SubjectId subject, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        if (await data.Set<Subject>().SingleOrDefaultAsync(known => known.Id == subject.Value, cancellationToken) is { } known)
        {
            data.Remove(known);
            transaction.Publish(new SubjectForgotten(known.Id));
        }
    }

    private Task<Subject?> FindRowAsync(EmailTag tag, CancellationToken cancellationToken)
    {
        var tags = tag.All;
        return data.Set<Subject>().SingleOrDefaultAsync(subject => tags.Contains(subject.EmailTag), cancellationToken);
    }
}
