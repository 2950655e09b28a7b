using GoNoGo.Platform.Health;

namespace GoNoGo.Platform.Privacy;

/// <summary>Whether every key is there and can be read, and by nobody else.</summary>
internal sealed class KeyHealthCheck(IKeyStore store, KeyFolder folder) : IHealthCheck
{
    public Task<HealthState> CheckAsync(CancellationToken cancellationToken)
    {
        var troubles = new List<HealthTrouble>();
        var missing = KeyPurposes.Lasting.Where(purpose => store.HighestVersion(purpose) is null).ToList();
        if (missing.Count > 0)
        {
            var names = missing.Select(purpose => KeyPurposes.Name(purpose, 1)).ToList();
            troubles.Add(new HealthTrouble(
                "keys_missing",
                true,
                $"Keys are missing from {store.Place}: {string.Join(", ", names)}. Restore them from your copy, or, where there were none "
                + $"yet, make them with: {store.HowToMake(names)}"));
        }

        foreach (var purpose in Enum.GetValues<KeyPurpose>().Except(missing))
        {
            try
            {
                _ = store.HighestVersion(purpose) is { } version ? store.Read(purpose, version) : null;
            }
            catch (KeyMissingException broken)
            {
                troubles.Add(new HealthTrouble("key_broken", true, broken.Message));
            }
        }

        var isWhole = troubles.Count == 0;
        if (folder.FindOpenToOthers() is { Count: > 0 } open)
        {
            troubles.Add(new HealthTrouble(
                "keys_open_to_others",
                true,
                $"Others on this machine can read {string.Join(", ", open)}: run chmod go= on them, and replace the keys with "
                + "'gonogo privacy keys rotate' if somebody may have."));
        }

        var found = HealthState.Of(troubles);
        return Task.FromResult(isWhole ? found : found with { Status = HealthStatus.Unhealthy });
    }
}
