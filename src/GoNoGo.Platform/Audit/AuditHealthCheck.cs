using System.Globalization;
using GoNoGo.Platform.Audit.Sealing;
using GoNoGo.Platform.Audit.Verification;
using GoNoGo.Platform.Health;

namespace GoNoGo.Platform.Audit;

/// <summary>Whether the audit trail is sealed and anchored as it should be, and what its last verification said.</summary>
internal sealed class AuditHealthCheck(AuditStatus status, LastVerification verification, TimeProvider clock) : IHealthCheck
{
    /// <summary>It is sealed each minute.</summary>
    private static readonly TimeSpan SealedWithin = TimeSpan.FromMinutes(10);

    /// <summary>It is anchored each day that brings something, and an hour after a failure.</summary>
    private static readonly TimeSpan AnchoredWithin = TimeSpan.FromHours(26);

    /// <summary>The details of an entry are looked at by nobody else meanwhile.</summary>
    private static readonly TimeSpan VerifiedWithin = TimeSpan.FromDays(35);

    public async Task<HealthState> CheckAsync(CancellationToken cancellationToken)
    {
        var state = await status.GetAsync(cancellationToken);
        var verified = verification.Read();
        var now = clock.GetUtcNow();
        var details = new Dictionary<string, object>
        {
            ["sealed_entries"] = state.SealedSize,
            ["unsealed_entries"] = state.UnsealedCount,
            ["anchored_entries"] = state.AnchoredSize,
        };
        Add(details, "oldest_unsealed_at", state.OldestUnsealedAt);
        Add(details, "last_sealed_at", state.SealedAt);
        Add(details, "last_anchored_at", state.AnchoredAt);
        Add(details, "last_verified_at", verified?.At);
        var found = HealthState.Of([.. TroublesOf(state, verified, now)]) with { Details = details };
        return verified is { FindingCount: > 0 } ? found with { Status = HealthStatus.Unhealthy } : found;
    }

    private static IEnumerable<HealthTrouble> TroublesOf(AuditState state, VerificationNote? verified, DateTimeOffset now)
    {
        if (verified is { FindingCount: > 0 and var count })
        {
            yield return new HealthTrouble("audit_not_clean", true, string.Create(
                CultureInfo.InvariantCulture,
                $"The last verification of the audit trail, at {Moment(verified.At)}, found {count} faults: "
                + $"'gonogo audit verify' names them; docs/operations/audit.md says what they mean."));
        }

        if (state.OldestUnsealedAt is { } oldest && now - oldest > SealedWithin)
        {
            yield return new HealthTrouble("audit_unsealed", true, string.Create(
                CultureInfo.InvariantCulture,
                $"{state.UnsealedCount} entries of the audit trail have not been sealed since {Moment(oldest)}: "
                + $"see that a server runs and what its log says of sealing."));
        }

        if (state.AnchoredSize < state.SealedSize && now - (state.AnchoredAt ?? DateTimeOffset.MinValue) > AnchoredWithin
            && now - state.SealedAt > AnchoredWithin)
        {
            yield return new HealthTrouble(
                "audit_not_anchored",
                true,
                "No checkpoint of the audit trail was taken outside for over a day: 'gonogo audit anchor' tries it and says why not.");
        }

        if (verified is null ? state.SealedSize > 0 : now - verified.At > VerifiedWithin)
        {
            yield return new HealthTrouble(
                "audit_not_verified",
                false,
                "The audit trail was not verified here for over a month, or never: 'gonogo audit verify' proves that it is whole.");
        }
    }

    private static void Add(Dictionary<string, object> details, string name, DateTimeOffset? moment)
    {
        if (moment is { } known)
        {
            details[name] = known.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        }
    }

    private static string Moment(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
