using System.Text;
using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Accounts.Sessions;
using GoNoGo.Accounts.SignIn;
using GoNoGo.Gdpr.Subjects;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Accounts.Commenters;

/// <summary>
/// Signs commenters in by a link that is mailed to their address and good once. Asking for one is the same for every address: whether
/// anybody has commented with it is looked up when the mail would leave.
/// </summary>
/// <param name="data">The context that units of work share.</param>
/// <param name="unitOfWork">Commits what is asked for and used.</param>
/// <param name="keys">The key under which addresses wait that may be nobody's.</param>
/// <param name="pseudonyms">Makes the tags of addresses.</param>
/// <param name="subjects">Knows who has commented.</param>
/// <param name="sessions">Where sessions begin.</param>
/// <param name="clock">Says what has expired.</param>
public sealed class CommenterSignIns(
    DataContext data,
    UnitOfWork unitOfWork,
    KeyRing keys,
    Pseudonyms pseudonyms,
    SubjectDirectory subjects,
    SessionStore sessions,
    TimeProvider clock) : ISignInMails
{
    /// <summary>Where a mailed link is opened; the token follows.</summary>
    public const string LinkPath = "/account/sign-in/";

    /// <summary>How long a link is good.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>
    /// For how long a link must be good still, so that who asks again needs no other one: a stranger who asks again and again neither
    /// fills a mailbox nor uses up the links that are mailed to it in a day.
    /// </summary>
    public static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(5);

    /// <summary>Asks for a link.</summary>
    /// <param name="address">The address. Personal; kept encrypted until the link is used or has expired.</param>
    /// <param name="language">The language of the mail.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>The same answer after the same work for every address.</returns>
    public Task<Result<SignInAsked>> AskAsync(EmailAddress address, string language, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        var key = keys.Current(KeyPurpose.Mailbox);
        var tag = pseudonyms.Tag(address);
        var token = MailTokens.New();
        return unitOfWork.RunAsync<SignInAsked>(
            async (transaction, ended) =>
            {
                // Who asks again before the mail has come asks for the same link, and it is mailed once.
                await transaction.LockAsync($"sign_in:{tag.Value}", ended);
                if (await FindGoodAsync(tag, transaction.StartedAt, ended) is { } good)
                {
                    transaction.Publish(new SignInRequested(good));
                    return new SignInAsked();
                }

                var id = Guid.CreateVersion7(transaction.StartedAt);
                data.Add(new CommenterSignIn
                {
                    Id = id,
                    EmailTag = tag.Value,
                    Address = key.Encrypt(Encoding.UTF8.GetBytes(address.Reveal()), id.ToByteArray()),
                    KeyVersion = key.Version,
                    TokenHash = MailTokens.HashOf(token),
                    SealedToken = MailTokens.Seal(key, token, id),
                    Language = language,
                    ExpiresAt = transaction.StartedAt + Lifetime,
                });
                transaction.Publish(new SignInRequested(id));
                return new SignInAsked();
            },
            cancellationToken);
    }

    /// <inheritdoc />
    public async Task<SignInMail?> FindAsync(Guid requestId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await data.Set<CommenterSignIn>().AsNoTracking()
                .SingleOrDefaultAsync(link => link.Id == requestId && link.ExpiresAt > now, cancellationToken) is not { } row
            || AddressOf(row) is not { } address
            || await subjects.FindAsync(pseudonyms.Tag(address), cancellationToken) is not { } subject
            || keys.Find(KeyPurpose.Mailbox, row.KeyVersion) is not { } key)
        {
            return null;
        }

        var chosen = await data.Set<CommenterProfile>().Where(profile => profile.SubjectId == subject.Value)
            .Select(profile => profile.Language).SingleOrDefaultAsync(cancellationToken);
        var token = MailTokens.TextOf(MailTokens.Open(key, row.SealedToken, row.Id));
        return new SignInMail(address, chosen ?? row.Language, $"{LinkPath}{token}/", (int)Lifetime.TotalMinutes);
    }

    /// <summary>Whether a link is still good; looking uses nothing up: programs that look for bad links do.</summary>
    /// <param name="token">The secret part of the link.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>False for a wrong, a used and an expired one alike.</returns>
    public async Task<bool> CanUseAsync(string token, CancellationToken cancellationToken) =>
        await FindRowAsync(token, data.Set<CommenterSignIn>().AsNoTracking(), cancellationToken) is not null;

    /// <summary>Uses a link up and begins a session. Audited.</summary>
    /// <param name="token">The secret part of the link.</param>
    /// <param name="visit">Where from.</param>
    /// <param name="previous">The secret id of a session of the same browser, which ends; null for none.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>A session without permissions; or <see cref="SignInLinkOver"/>. Of two uses at once one is refused.</returns>
    public async Task<Result<StartedSession>> UseAsync(
        string token, Visit visit, string? previous, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return await unitOfWork.RunAsync<StartedSession>(
            async (transaction, ended) =>
            {
                if (await FindRowAsync(token, data.Set<CommenterSignIn>(), ended) is not { } row
                    || AddressOf(row) is not { } address
                    || await subjects.FindAsync(pseudonyms.Tag(address), ended) is not { } subject)
                {
                    return new SignInLinkOver();
                }

                data.Remove(row);
                await sessions.EndBySecretAsync(previous, ended);
                transaction.Audit(new AuditAct(
                    AuditActor.CommentAuthor,
                    "commenter.signed_in",
                    "sign_in",
                    row.Id.ToString("D"),
                    new Dictionary<string, string> { ["subject"] = subject.Value.ToString("D") })
                {
                    Subject = subject,
                });
                return new StartedSession(sessions.Begin(transaction, subject.Value, SignInMethod.Link, visit));
            },
            cancellationToken);
    }

    /// <summary>The link of an address that is good for a while still.</summary>
    private Task<Guid?> FindGoodAsync(EmailTag tag, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var until = now + LongEnough;
        return data.Set<CommenterSignIn>()
            .Where(link => link.EmailTag == tag.Value && link.ExpiresAt > until)
            .Select(link => (Guid?)link.Id)
            .FirstOrDefaultAsync(cancellationToken);
    }

    private async Task<CommenterSignIn?> FindRowAsync(
        string token, IQueryable<CommenterSignIn> links, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return MailTokens.HashOf(token) is { } hash
            ? await links.SingleOrDefaultAsync(link => link.TokenHash == hash && link.ExpiresAt > now, cancellationToken)
            : null;
    }

    private EmailAddress? AddressOf(CommenterSignIn row) => keys.Find(KeyPurpose.Mailbox, row.KeyVersion) is { } key
        ? EmailAddress.TryParse(Encoding.UTF8.GetString(key.Decrypt(row.Address, row.Id.ToByteArray())))
        : null;
}

/// <summary>A link was asked for. Nothing more is said.</summary>
public sealed record SignInAsked;

/// <summary>A link to sign in is wrong, was used or has expired: the three are never told apart.</summary>
public sealed record SignInLinkOver()
    : NotFound("sign_in_link_over", "This link was used, is over 15 minutes old or was cut off. Ask for a new one.");
