using GoNoGo.Platform.Health;

namespace GoNoGo.Platform.Privacy;

/// <summary>
/// Whether the keys that are here are those that the database was written under, which a start asks before it touches anything.
/// </summary>
internal sealed class KeyFingerprintCheck(KeyFingerprints fingerprints, IKeyStore store) : IHealthCheck
{
    public async Task<HealthState> CheckAsync(CancellationToken cancellationToken)
    {
        if (KeyPurposes.Lasting.Any(purpose => store.HighestVersion(purpose) is null))
        {
            return HealthState.Of([]); // KeyHealthCheck names the keys that are missing and says what to do.
        }

        try
        {
            return HealthState.Of(await fingerprints.FindMismatchAsync(cancellationToken) is { } mismatch
                ?
                [
                    new HealthTrouble(
                        "keys_of_another_database",
                        true,
                        $"The database was written under other keys than those in {store.Place} ({mismatch}): no server will start. "
                        + "Restore the copy of its keys, or give all of its servers the same ones by GoNoGo:Keys:ConnectionString."),
                ]
                : []);
        }
        catch (KeyMissingException)
        {
            return HealthState.Of([]); // KeyHealthCheck says which key cannot be read.
        }
    }
}
