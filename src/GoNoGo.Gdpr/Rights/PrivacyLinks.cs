using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Gdpr.Rights;

/// <summary>
/// Proves that somebody reads the mails to an address, by a link that opens once. Asking for one is the same for every address: whether
/// anything is held about it is looked up when the mail would leave.
/// </summary>
/// <param name="data">The context that the unit of work shares.</param>
/// <param name="unitOfWork">Commits what is asked for and opened.</param>
/// <param name="keys">The key under which addresses wait that may be nobody's.</param>
/// <param name="pseudonyms">Makes the tags of addresses.</param>
/// <param name="clock">Says what has expired.</param>
public sealed class PrivacyLinks(DataContext data, UnitOfWork unitOfWork, KeyRing keys, Pseudonyms pseudonyms, TimeProvider clock)
{
    /// <summary>How long the link in the mail is good.</summary>
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromHours(1);

    /// <summary>How long the page is good that it opens.</summary>
    public static readonly TimeSpan PageLifetime = TimeSpan.FromMinutes(30);

    private const int TokenLength = 16;

    /// <summary>Asks for a link.</summary>
    /// <param name="address">The address. Personal; kept encrypted until the link has expired.</param>
    /// <param name="language">The language of the mail.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>The id of what was asked for: the same answer for every address.</returns>
    public Task<Result<PrivacyLinkAsked>> AskAsync(EmailAddress address, string language, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        var key = keys.Current(KeyPurpose.Mailbox);
        var tag = pseudonyms.Tag(address);
        var token = RandomNumberGenerator.GetBytes(TokenLength);
        return unitOfWork.RunAsync<PrivacyLinkAsked>(
            (transaction, _) =>
            {
                var id = Guid.CreateVersion7(transaction.StartedAt);
                data.Add(new PrivacyLink
                {
                    Id = id,
                    EmailTag = tag.Value,
                    Address = key.Encrypt(Encoding.UTF8.GetBytes(address.Reveal()), id.ToByteArray()),
                    KeyVersion = key.Version,
                    TokenHash = SHA256.HashData(token),
                    SealedToken = key.Encrypt(token, id.ToByteArray()),
                    Language = language,
                    ExpiresAt = transaction.StartedAt + LinkLifetime,
                });
                transaction.Publish(new PrivacyStepTaken(id, PrivacyStep.LinkAsked));
                return Task.FromResult<Result<PrivacyLinkAsked>>(new PrivacyLinkAsked(id));
            },
            cancellationToken);
    }

    /// <summary>What the mail with the link says.</summary>
    /// <param name="id">What was asked for.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Null where it has expired, was opened or never was.</returns>
    public async Task<WaitingLink?> FindWaitingAsync(Guid id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await data.Set<PrivacyLink>().AsNoTracking()
            .SingleOrDefaultAsync(link => link.Id == id && !link.IsOpened && link.ExpiresAt > now, cancellationToken) is { } row
            && AddressOf(row) is { } address
            ? new WaitingLink(address, row.Language, Base64Url.EncodeToString(Open(row, row.SealedToken)))
            : null;
    }

    /// <summary>Whether a mailed link can still be opened; looking opens nothing: programs that look for bad links do.</summary>
    /// <param name="token">The secret part of the link.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>False for a wrong, a used and an expired one alike.</returns>
    public async Task<bool> CanOpenAsync(string token, CancellationToken cancellationToken) =>
        await FindRowAsync(token, isOpened: false, data.Set<PrivacyLink>().AsNoTracking(), cancellationToken) is not null;

    /// <summary>Opens a mailed link, once.</summary>
    /// <param name="token">The secret part of the link.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>The secret part of the page's address, good for <see cref="PageLifetime"/>; or <see cref="PrivacyLinkOver"/>.</returns>
    public Task<Result<string>> OpenAsync(string token, CancellationToken cancellationToken) => unitOfWork.RunAsync<string>(
        async (transaction, ended) =>
        {
            if (await FindRowAsync(token, isOpened: false, data.Set<PrivacyLink>(), ended) is not { } row)
            {
                return new PrivacyLinkOver();
            }

            var page = RandomNumberGenerator.GetBytes(TokenLength);
            (row.IsOpened, row.TokenHash, row.SealedToken) = (true, SHA256.HashData(page), []);
            row.ExpiresAt = transaction.StartedAt + PageLifetime;
            return Base64Url.EncodeToString(page);
        },
        cancellationToken);

    /// <summary>Who has opened a page.</summary>
    /// <param name="token">The secret part of its address.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Their address, which they have proved to be theirs; or <see cref="PrivacyLinkOver"/>.</returns>
    public async Task<Result<ProvedAddress>> FindOpenedAsync(string token, CancellationToken cancellationToken) =>
        await FindRowAsync(token, isOpened: true, data.Set<PrivacyLink>().AsNoTracking(), cancellationToken) is { } row
        && AddressOf(row) is { } address
            ? new ProvedAddress(address, pseudonyms.Tag(address), row.Language)
            : new PrivacyLinkOver();

    private async Task<PrivacyLink?> FindRowAsync(
        string token, bool isOpened, IQueryable<PrivacyLink> links, CancellationToken cancellationToken)
    {
        var bytes = new byte[TokenLength];
        if (token.Length != Base64Url.GetEncodedLength(TokenLength)
            || Base64Url.DecodeFromChars(token, bytes, out _, out var written) != System.Buffers.OperationStatus.Done
            || written != TokenLength)
        {
            return null;
        }

        var (hash, now) = (SHA256.HashData(bytes), clock.GetUtcNow());
        return await links.SingleOrDefaultAsync(
            link => link.TokenHash == hash && link.IsOpened == isOpened && link.ExpiresAt > now, cancellationToken);
    }

    private EmailAddress? AddressOf(PrivacyLink row) => EmailAddress.TryParse(Encoding.UTF8.GetString(Open(row, row.Address)));

    private byte[] Open(PrivacyLink row, byte[] stored) => keys.Find(KeyPurpose.Mailbox, row.KeyVersion) is { } key
        ? key.Decrypt(stored, row.Id.ToByteArray())
        : [];
}

/// <summary>A link was asked for.</summary>
/// <param name="Id">Under which.</param>
public sealed record PrivacyLinkAsked(Guid Id);

/// <summary>A link that waits to be mailed. Its text form is redacted.</summary>
/// <param name="Address">To whom. Personal.</param>
/// <param name="Language">A BCP 47 tag.</param>
/// <param name="Token">The secret part of the link. Secret.</param>
public sealed record WaitingLink(EmailAddress Address, string Language, string Token)
{
    /// <summary>A fixed mark in place of the link.</summary>
    /// <returns><c>[link]</c></returns>
    public override string ToString() => "[link]";
}

/// <summary>An address whose owner has opened a mailed link. Its text form is redacted.</summary>
/// <param name="Address">Personal.</param>
/// <param name="Tag">Its tag. Personal.</param>
/// <param name="Language">A BCP 47 tag.</param>
public sealed record ProvedAddress(EmailAddress Address, EmailTag Tag, string Language)
{
    /// <summary>A fixed mark in place of the address.</summary>
    /// <returns><c>[address]</c></returns>
    public override string ToString() => "[address]";
}

/// <summary>The link is wrong, was used, or has expired: the three are never told apart.</summary>
public sealed record PrivacyLinkOver()
    : NotFound("privacy_link_over", "This link was used, has expired or was cut off. Ask for a new one under 'Your data'.");
