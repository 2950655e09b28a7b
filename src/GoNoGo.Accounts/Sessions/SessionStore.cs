using GoNoGo.Accounts.Commenters;
using GoNoGo.Accounts.Users;
using GoNoGo.Gdpr.Subjects;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Accounts.Sessions;

/// <summary>
/// Who is signed in, in the database, so that every server knows and a session ends at once for all of them. What begins or ends one is
/// part of the caller's unit of work.
/// </summary>
/// <param name="data">The context that units of work share.</param>
/// <param name="unitOfWork">Notes that a session was used.</param>
/// <param name="subjects">Knows which commenters there are still.</param>
/// <param name="clock">Ends sessions.</param>
public sealed class SessionStore(DataContext data, UnitOfWork unitOfWork, SubjectDirectory subjects, TimeProvider clock)
{
    /// <summary>How many sessions of commenters are listed.</summary>
    public const int MostOfCommenters = 100;

    /// <summary>How long a session lasts at most.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>How long one lasts that nobody uses.</summary>
    public static readonly TimeSpan IdleLimit = TimeSpan.FromHours(2);

    /// <summary>How long it counts that its owner showed who they are, before what is dangerous.</summary>
    public static readonly TimeSpan ConfirmationLifetime = TimeSpan.FromMinutes(15);

    // A session that is used is written down this often, not at each request.
    private static readonly TimeSpan Fineness = TimeSpan.FromMinutes(1);

    /// <summary>Begins a session.</summary>
    /// <param name="transaction">The running unit of work.</param>
    /// <param name="accountId">Whose.</param>
    /// <param name="method">How they showed who they are.</param>
    /// <param name="visit">Where from.</param>
    /// <returns>The secret id for the cookie; it is stored nowhere. Secret.</returns>
    public string Begin(Transaction transaction, Guid accountId, SignInMethod method, Visit visit)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(visit);
        var now = transaction.StartedAt;
        return Add(Guid.CreateVersion7(now), accountId, now, now + Lifetime, now, method, visit);
    }

    /// <summary>The person of a session, if it is one and lasts still. Notes that it was used.</summary>
    /// <param name="secretId">What the cookie holds.</param>
    /// <param name="visit">Where the request comes from.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Null for a session that ended, expired, was idle too long or never was.</returns>
    public async Task<SignedInPerson?> FindAsync(string secretId, Visit visit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(secretId);
        ArgumentNullException.ThrowIfNull(visit);
        if (SecretTexts.HashOf(secretId) is not { } hash)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var found = await Lasting(now)
            .Where(session => session.IdHash == hash)
            .Join(data.Set<StaffAccount>(), session => session.AccountId, account => account.Id, (session, account) =>
                new { Session = session, account.Handle, account.Roles })
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return null;
        }

        var hasMoved = found.Session.HasMoved || IsElsewhere(found.Session.NetworkTag, visit.Network?.Value);
        if (now - found.Session.LastSeenAt >= Fineness || hasMoved != found.Session.HasMoved)
        {
            await NoteAsync(hash, visit, hasMoved, cancellationToken);
        }

        var mustConfirm = hasMoved || now - found.Session.ConfirmedAt > ConfirmationLifetime;
        return new SignedInPerson(found.Session.AccountId, found.Handle, found.Roles, found.Session.Id, mustConfirm);
    }

    /// <summary>The commenter of a session, if it is one and lasts still. Notes that it was used.</summary>
    /// <param name="secretId">What the cookie holds.</param>
    /// <param name="visit">Where the request comes from.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Null for a session that is over, is that of somebody of the staff, or whose owner was erased.</returns>
    public async Task<SignedInCommenter?> FindCommenterAsync(string secretId, Visit visit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(secretId);
        ArgumentNullException.ThrowIfNull(visit);
        if (SecretTexts.HashOf(secretId) is not { } hash)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var found = await Lasting(now).SingleOrDefaultAsync(
            session => session.IdHash == hash && session.Method == SignInMethod.Link, cancellationToken);
        if (found is null || await subjects.IsGoneAsync(new SubjectId(found.AccountId), cancellationToken))
        {
            return null;
        }

        var hasMoved = found.HasMoved || IsElsewhere(found.NetworkTag, visit.Network?.Value);
        if (now - found.LastSeenAt >= Fineness || hasMoved != found.HasMoved)
        {
            await NoteAsync(hash, visit, hasMoved, cancellationToken);
        }

        return new SignedInCommenter(new SubjectId(found.AccountId), found.Id);
    }

    /// <summary>A commenter's sessions that last still, those used last first.</summary>
    /// <param name="subject">Whose.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Without anything secret.</returns>
    public async Task<IReadOnlyList<SessionView>> ListOfCommenterAsync(SubjectId subject, CancellationToken cancellationToken)
    {
        return await Lasting(clock.GetUtcNow())
            .Where(session => session.AccountId == subject.Value)
            .OrderByDescending(session => session.LastSeenAt)
            .Select(session => new SessionView(
                session.Id, session.AccountId, "", session.Device, session.Method,
                session.CreatedAt, session.LastSeenAt, session.HasMoved))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Gives a session a new secret id, after its owner showed who they are once more. The old one is worth nothing.</summary>
    /// <param name="transaction">The running unit of work.</param>
    /// <param name="person">Whose session.</param>
    /// <param name="visit">Where from.</param>
    /// <param name="isConfirmed">Whether they showed who they are just now.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>The new secret id; null where the session has ended. Secret.</returns>
    public async Task<string?> RenewAsync(
        Transaction transaction, SignedInPerson person, Visit visit, bool isConfirmed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(visit);
        if (await data.Set<Session>().SingleOrDefaultAsync(one => one.Id == person.SessionId, cancellationToken) is not { } old)
        {
            return null;
        }

        data.Remove(old);
        await data.SaveChangesAsync(cancellationToken); // The public id moves from one row to the other.
        var confirmedAt = isConfirmed ? transaction.StartedAt : old.ConfirmedAt;
        return Add(old.Id, old.AccountId, old.CreatedAt, old.ExpiresAt, confirmedAt, old.Method, visit);
    }

    /// <summary>Sessions that last still, those used last first.</summary>
    /// <param name="accountId">Only this person's; null for all.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Without anything secret.</returns>
    public async Task<IReadOnlyList<SessionView>> ListAsync(Guid? accountId, CancellationToken cancellationToken)
    {
        return await Lasting(clock.GetUtcNow())
            .Where(session => accountId == null || session.AccountId == accountId)
            .Join(data.Set<StaffAccount>(), session => session.AccountId, account => account.Id, (session, account) =>
                new { Session = session, account.Handle })
            .OrderByDescending(row => row.Session.LastSeenAt)
            .Select(row => new SessionView(
                row.Session.Id, row.Session.AccountId, row.Handle, row.Session.Device, row.Session.Method,
                row.Session.CreatedAt, row.Session.LastSeenAt, row.Session.HasMoved))
            .ToListAsync(cancellationToken);
    }

    /// <summary>
    /// Sessions of commenters that last still, those used last first, as administrators see them: by the random handle that their comments
    /// bear, and at most <see cref="MostOfCommenters"/> of them.
    /// </summary>
    /// <param name="cancellationToken">Ends the queries.</param>
    /// <returns>Without anything secret.</returns>
    public async Task<IReadOnlyList<SessionView>> ListOfCommentersAsync(CancellationToken cancellationToken)
    {
        var rows = await Lasting(clock.GetUtcNow())
            .Where(session => session.Method == SignInMethod.Link)
            .OrderByDescending(session => session.LastSeenAt)
            .Take(MostOfCommenters)
            .ToListAsync(cancellationToken);
        var handles = await subjects.HandlesAsync([.. rows.Select(row => row.AccountId)], cancellationToken);
        return
        [
            .. rows.Where(row => handles.ContainsKey(row.AccountId)).Select(row => new SessionView(
                row.Id, row.AccountId, handles[row.AccountId], row.Device, row.Method, row.CreatedAt, row.LastSeenAt, row.HasMoved)),
        ];
    }

    /// <summary>Ends a session at once.</summary>
    /// <param name="sessionId">Its id, not the secret one.</param>
    /// <param name="ownerId">Only if it is this person's; null for anybody's.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Whose it was; null where there is none.</returns>
    public async Task<Guid?> EndAsync(Guid sessionId, Guid? ownerId, CancellationToken cancellationToken)
    {
        var session = await data.Set<Session>()
            .SingleOrDefaultAsync(one => one.Id == sessionId && (ownerId == null || one.AccountId == ownerId), cancellationToken);
        if (session is not null)
        {
            data.Remove(session);
        }

        return session?.AccountId;
    }

    /// <summary>Ends all sessions of a person at once.</summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="exceptId">One that stays; null for none.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>How many.</returns>
    public async Task<int> EndAllAsync(Guid accountId, Guid? exceptId, CancellationToken cancellationToken)
    {
        var sessions = await data.Set<Session>()
            .Where(session => session.AccountId == accountId && session.Id != exceptId)
            .ToListAsync(cancellationToken);
        data.RemoveRange(sessions);
        return sessions.Count;
    }

    /// <summary>Ends the session of a secret id, as another one begins in the same browser.</summary>
    internal async Task EndBySecretAsync(string? secretId, CancellationToken cancellationToken)
    {
        if (secretId is not null
            && SecretTexts.HashOf(secretId) is { } hash
            && await data.Set<Session>().SingleOrDefaultAsync(session => session.IdHash == hash, cancellationToken) is { } session)
        {
            data.Remove(session);
        }
    }

    /// <summary>Those that have neither expired nor been idle for too long.</summary>
    private IQueryable<Session> Lasting(DateTimeOffset now)
    {
        var idleSince = now - IdleLimit;
        return data.Set<Session>().AsNoTracking().Where(session => session.ExpiresAt > now && session.LastSeenAt > idleSince);
    }

    // Tags of two days cannot be compared, so that midnight is no change of network.
    private static bool IsElsewhere(string? before, string? now) =>
        before is not null && now is not null && before != now && before.Split(':')[0] == now.Split(':')[0];

    private string Add(
        Guid id,
        Guid accountId,
        DateTimeOffset createdAt,
        DateTimeOffset expiresAt,
        DateTimeOffset confirmedAt,
        SignInMethod method,
        Visit visit)
    {
        var secretId = SecretTexts.New();
        data.Add(new Session
        {
            IdHash = SecretTexts.HashOf(secretId)!, // What was just made has the right form.
            Id = id,
            AccountId = accountId,
            CreatedAt = createdAt,
            ExpiresAt = expiresAt,
            LastSeenAt = clock.GetUtcNow(),
            ConfirmedAt = confirmedAt,
            NetworkTag = visit.Network?.Value,
            Device = visit.Device[..Math.Min(visit.Device.Length, SessionConfiguration.LongestDevice)],
            Method = method,
        });
        return secretId;
    }

    private async Task NoteAsync(byte[] hash, Visit visit, bool hasMoved, CancellationToken cancellationToken) =>
        await unitOfWork.RunUnenteredAsync<Noted>(
            async (transaction, ended) =>
            {
                // One that ends at the same moment stays ended: nothing is found, or the change conflicts and is dropped.
                if (await data.Set<Session>().SingleOrDefaultAsync(session => session.IdHash == hash, ended) is { } session)
                {
                    session.LastSeenAt = transaction.StartedAt;
                    session.NetworkTag = visit.Network?.Value ?? session.NetworkTag;
                    session.HasMoved = hasMoved;
                }

                return new Noted();
            },
            cancellationToken);

    private sealed record Noted;
}
