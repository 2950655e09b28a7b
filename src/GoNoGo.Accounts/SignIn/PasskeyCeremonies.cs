using System.Security.Cryptography;
using System.Text;
using GoNoGo.Accounts.Sessions;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Accounts.SignIn;

/// <summary>Keeps the challenges of passkeys until they are answered: each counts once, for what and for whom it was made.</summary>
/// <param name="data">The context that units of work share.</param>
/// <param name="unitOfWork">Commits that a challenge is used up.</param>
/// <param name="clock">Ends challenges.</param>
public sealed class PasskeyCeremonies(DataContext data, UnitOfWork unitOfWork, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>Keeps a challenge.</summary>
    /// <param name="kind">What may be done with the answer.</param>
    /// <param name="holder">Who may answer: an account, a link; empty for whoever it is.</param>
    /// <param name="state">The challenge, as the WebAuthn library wants it back. Secret.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>Under which it is found again. Secret.</returns>
    public async Task<Result<string>> BeginAsync(CeremonyKind kind, string holder, string state, CancellationToken cancellationToken)
    {
        var id = SecretTexts.New();
        return await unitOfWork.RunUnenteredAsync<string>(
            (transaction, _) =>
            {
                data.Add(new PasskeyCeremony
                {
                    Hash = SecretTexts.HashOf(id)!, // What was just made has the right form.
                    Kind = kind,
                    HolderHash = HashOf(holder),
                    State = state,
                    ExpiresAt = transaction.StartedAt + Lifetime,
                });
                return Task.FromResult<Result<string>>(id);
            },
            cancellationToken);
    }

    /// <summary>Takes a challenge for its answer; nobody gets it a second time.</summary>
    /// <param name="id">What beginning it gave.</param>
    /// <param name="kind">For what.</param>
    /// <param name="holder">For whom.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>The state; or <see cref="PasskeyRefused"/> where there is none, or it is for something or somebody else.</returns>
    public Task<Result<string>> TakeAsync(string id, CeremonyKind kind, string holder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        var now = clock.GetUtcNow();
        return unitOfWork.RunUnenteredAsync<string>(
            async (_, ended) =>
            {
                if (SecretTexts.HashOf(id) is not { } hash
                    || await data.Set<PasskeyCeremony>().SingleOrDefaultAsync(one => one.Hash == hash, ended) is not { } ceremony
                    || ceremony.Kind != kind
                    || !ceremony.HolderHash.AsSpan().SequenceEqual(HashOf(holder))
                    || ceremony.ExpiresAt <= now)
                {
                    return new PasskeyRefused();
                }

                data.Remove(ceremony);
                return ceremony.State;
            },
            cancellationToken);
    }

    private static byte[] HashOf(string holder) => SHA256.HashData(Encoding.UTF8.GetBytes(holder));
}

/// <summary>What a passkey is asked for.</summary>
public enum CeremonyKind
{
    /// <summary>To sign in.</summary>
    SignIn,

    /// <summary>To show once more who is there.</summary>
    Confirm,

    /// <summary>To set up an account by a one-time link.</summary>
    SetUp,

    /// <summary>To add a passkey to one's own account.</summary>
    Add,
}

/// <summary>The answer of a passkey cannot be taken.</summary>
public sealed record PasskeyRefused()
    : Forbidden("passkey_refused", "The passkey could not be checked, or it took over five minutes. Try again.");
