using System.Security.Cryptography;
using GoNoGo.Integrations.CodeHosting;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Integrations.Webhooks;

/// <summary>
/// Takes webhooks of the hosting service: checks the signature over the bytes, reads the little there is to know, and stores what asks for
/// a look at the repository, which <see cref="WebhookWorker"/> then does. Nothing is fetched here.
/// </summary>
/// <param name="unitOfWork">Stores what was taken with its work.</param>
/// <param name="data">The context that units of work share.</param>
/// <param name="work">Is told that there is something to do.</param>
/// <param name="clock">Tells whether a signature is fresh.</param>
public sealed class WebhookIntake(UnitOfWork unitOfWork, DataContext data, WebhookWork work, TimeProvider clock)
{
    private const string Branches = "refs/heads/";
    private const int LongestId = 100;

    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>Whether a message claims to be signed: one that does not need not be read.</summary>
    /// <param name="headers">The values of a header by its name; empty where it is missing.</param>
    /// <returns>False where <see cref="TakeAsync"/> would refuse it whatever its body is.</returns>
    public static bool IsSigned(Func<string, IReadOnlyList<string>> headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        return WebhookSignature.Headers.Any(name => headers(name).Count > 0);
    }

    /// <summary>Takes a message.</summary>
    /// <param name="message">As it came.</param>
    /// <param name="interest">Whose secrets count, and which pushes.</param>
    /// <param name="cancellationToken">Ends the work before it is stored.</param>
    /// <returns>
    /// What became of it; or <see cref="SignatureRefused"/>, <see cref="PayloadUnreadable"/>, or <see cref="ConcurrentChange"/> where it
    /// could not be stored.
    /// </returns>
    public async Task<Result<WebhookAnswer>> TakeAsync(
        WebhookMessage message, WebhookInterest interest, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(interest);
        if (WebhookSignature.Check(message, interest.Secrets, clock.GetUtcNow()) is not { } source)
        {
            return new SignatureRefused();
        }

        if (WebhookPayload.Read(message) is not { } payload)
        {
            return new PayloadUnreadable();
        }

        return payload.Kind switch
        {
            WebhookKind.Ping => WebhookAnswer.Pong,
            WebhookKind.Push when Concerns(payload, interest) =>
                await StoreAsync(source, message, pullRequest: null, cancellationToken),
            WebhookKind.PullRequest when ConcernsHead(payload, interest) =>
                await StoreAsync(source, message, payload.PullRequest, cancellationToken),
            _ => WebhookAnswer.Ignored,
        };
    }

    private static bool Concerns(WebhookPayload payload, WebhookInterest interest) =>
        !payload.IsDeletion
        && payload.Reference == Branches + interest.Branch
        && IsOf(interest.Repository, payload);

    /// <summary>A pull request that has a new head and is to be merged into what is served.</summary>
    private static bool ConcernsHead(WebhookPayload payload, WebhookInterest interest) =>
        interest.ChecksPullRequests
        && payload is { PullRequest: not null, HasNewHead: true }
        && payload.Target == interest.Branch
        && IsOf(interest.Repository, payload);

    private static bool IsOf(string? repository, WebhookPayload payload) =>
        repository is null || string.Equals(repository, payload.Repository, StringComparison.OrdinalIgnoreCase);

    /// <summary>Stores a push with its work, which the worker does; or a pull request, whose work is an event.</summary>
    private async Task<Result<WebhookAnswer>> StoreAsync(
        WebhookSource source, WebhookMessage message, int? pullRequest, CancellationToken cancellationToken)
    {
        var (name, id) = (source.ToString().ToLowerInvariant(), DeliveryOf(source, message));
        var digest = Convert.ToHexStringLower(SHA256.HashData(message.Body.Span));

        // Before the transaction, which SQLite gives to one at a time; the indexes hold it for those who race.
        if (await IsKnownAsync())
        {
            return WebhookAnswer.Known;
        }

        var stored = await unitOfWork.RunUnenteredAsync<Stored>(
            (transaction, _) =>
            {
                data.Add(new WebhookDelivery
                {
                    Id = Guid.CreateVersion7(transaction.StartedAt),
                    Source = name,
                    DeliveryId = id,
                    BodyDigest = digest,
                    ReceivedAt = transaction.StartedAt,
                    IsDone = pullRequest is not null,
                    DeleteAt = transaction.StartedAt + Kept,
                });
                if (pullRequest is { } number)
                {
                    transaction.Publish(new ContentCheckRequested(number));
                }

                return Task.FromResult<Result<Stored>>(new Stored());
            },
            cancellationToken);
        if (stored.Error is { } refusal)
        {
            return await IsKnownAsync() ? WebhookAnswer.Known : refusal;
        }

        if (pullRequest is null)
        {
            work.Announce();
        }

        return WebhookAnswer.Queued;

        Task<bool> IsKnownAsync() => data.Set<WebhookDelivery>().AnyAsync(
            known => known.BodyDigest == digest || (id != null && known.Source == name && known.DeliveryId == id), cancellationToken);
    }

    /// <summary>
    /// The id by which its service tells a repetition. That of GitLab's event is none: webhooks that others have caused share it
    /// (GitLab, Webhooks, Delivery headers).
    /// </summary>
    private static string? DeliveryOf(WebhookSource source, WebhookMessage message)
    {
        var given = source switch
        {
            WebhookSource.Forgejo => message.First("X-Forgejo-Delivery"),
            WebhookSource.Gitea => message.First("X-Gitea-Delivery"),
            WebhookSource.GitLab => message.First("webhook-id", "Idempotency-Key"),
            _ => message.First("X-GitHub-Delivery"),
        };
        return given is { Length: > 0 and <= LongestId } id && !id.Any(char.IsControl) ? id : null;
    }

    private sealed record Stored;
}

/// <summary>Which webhooks are of interest. Secret: its text form is redacted.</summary>
/// <param name="Secrets">Who may send them.</param>
/// <param name="Repository">The repository they must name, <c>owner/name</c>; null for any.</param>
/// <param name="Branch">The branch that is followed.</param>
public sealed record WebhookInterest(WebhookSecrets Secrets, string? Repository, string Branch)
{
    /// <summary>Whether heads of pull requests are checked, so that there is somebody to be told of them.</summary>
    public bool ChecksPullRequests { get; init; }
}

/// <summary>What became of a webhook.</summary>
public enum WebhookAnswer
{
    /// <summary>It asked whether anybody is there.</summary>
    Pong,

    /// <summary>The repository, or the head of a pull request, will be looked at.</summary>
    Queued,

    /// <summary>It came before: the same delivery, or the same bytes.</summary>
    Known,

    /// <summary>Nothing follows from it.</summary>
    Ignored,
}

/// <summary>The webhook was not signed by who knows the secret; nothing more is said about why.</summary>
public sealed record SignatureRefused()
    : Error("signature_refused", "The signature does not fit. Check the secret at the hosting service.");

/// <summary>The webhook's body is no JSON object.</summary>
public sealed record PayloadUnreadable() : Error("payload_unreadable", "Send the payload as one JSON object.");
