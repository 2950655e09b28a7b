using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Accounts.SignIn;

/// <summary>
/// Counts tries of passwords and stops them. A try is entered and committed before it is counted, so that of any number at once no more
/// than the limit get to compare a password.
/// </summary>
/// <param name="data">The context that units of work share.</param>
/// <param name="unitOfWork">Commits a try.</param>
/// <param name="pseudonyms">Tags what was typed, known or not.</param>
/// <param name="clock">Tells which tries are recent.</param>
public sealed class SignInGate(DataContext data, UnitOfWork unitOfWork, Pseudonyms pseudonyms, TimeProvider clock)
{
    /// <summary>How many tries one name has within <see cref="Window"/>.</summary>
    public const int TriesPerHandle = 10;
    /// <summary>How many tries one network has within <see cref="Window"/>, whatever the names.</summary>
    public const int TriesPerNetwork = 100;

    /// <summary>How long a try counts.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>Enters a try; true where it may compare a password.</summary>
    internal async Task<bool> EnterAsync(string handle, Guid? accountId, NetworkTag? network, CancellationToken cancellationToken)
    {
        var (tag, now) = (TagOf(handle), clock.GetUtcNow());
        var entered = await unitOfWork.RunUnenteredAsync<Entered>(
            (transaction, _) =>
            {
                data.Add(new SignInAttempt
                {
                    Id = Guid.CreateVersion7(transaction.StartedAt),
                    AccountId = accountId,
                    HandleTag = tag,
                    NetworkTag = network?.Value,
                    At = now,
                    DeleteAt = now + Kept,
                });
                return Task.FromResult<Result<Entered>>(new Entered());
            },
            cancellationToken);
        if (entered.Error is not null)
        {
            return false;
        }

        var since = now - Window;
        var recent = data.Set<SignInAttempt>().AsNoTracking().Where(attempt => attempt.At > since);
        var ofHandle = await recent.CountAsync(attempt => attempt.HandleTag == tag, cancellationToken);
        var ofNetwork = network is null
            ? 0
            : await recent.CountAsync(attempt => attempt.NetworkTag == network.Value, cancellationToken);
        return ofHandle <= TriesPerHandle && ofNetwork <= TriesPerNetwork;
    }

    /// <summary>Forgets the tries of a handle: its owner is here.</summary>
    internal async Task ForgetAsync(string handle, CancellationToken cancellationToken)
    {
        var tag = TagOf(handle);
        data.RemoveRange(await data.Set<SignInAttempt>().Where(attempt => attempt.HandleTag == tag).ToListAsync(cancellationToken));
    }

    private string TagOf(string handle) => pseudonyms.TagOfDay("sign_in", handle);

    private sealed record Entered;
}
