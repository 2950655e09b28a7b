using GoNoGo.Platform.Results;

namespace GoNoGo.Integrations.DigitalOcean;

/// <summary>What App Platform measures of the app. Nothing in it is of a person.</summary>
public sealed class PlatformMetrics
{
    private readonly AppPlatformClient client;
    private readonly DigitalOceanOptions options;

    internal PlatformMetrics(AppPlatformClient client, DigitalOceanOptions options) => (this.client, this.options) = (client, options);

    /// <summary>Asks for all of it.</summary>
    /// <param name="range">How far back.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <returns>The figures, or why there are none.</returns>
    public async Task<Result<PlatformFigures>> ReadAsync(TimeSpan range, CancellationToken cancellationToken)
    {
        if (!client.IsConfigured)
        {
            return PlatformFailures.NoToken;
        }

        if (!(await AppAsync(cancellationToken)).Succeeded(out var app, out var refusal)
            || !(await client.MeasureAsync("cpu_percentage", app.Id, range, cancellationToken)).Succeeded(out var cpu, out refusal)
            || !(await client.MeasureAsync("memory_percentage", app.Id, range, cancellationToken)).Succeeded(out var memory, out refusal)
            || !(await client.MeasureAsync("restart_count", app.Id, range, cancellationToken)).Succeeded(out var restarts, out refusal)
            || !(await client.BandwidthAsync(app.Id, cancellationToken)).Succeeded(out var bytes, out refusal))
        {
            return refusal;
        }

        return new PlatformFigures(app.Region, Mean(cpu), Mean(memory), (int)restarts.Sum(RestartsOf), bytes);
    }

    private async Task<Result<PlatformApp>> AppAsync(CancellationToken cancellationToken)
    {
        if (options.AppId is { } id)
        {
            return await client.AppAsync(id, cancellationToken);
        }

        if (!(await client.AppsAsync(cancellationToken)).Succeeded(out var apps, out var refusal))
        {
            return refusal;
        }

        return apps.FirstOrDefault(app => app.Name == options.AppName) is { } named
            ? named
            : new Outbound.ServiceFailure("app_missing", $"The account has no app {options.AppName}; gonogo deploy makes it.");
    }

    private static double? Mean(IReadOnlyList<IReadOnlyList<double>> series)
    {
        var values = series.SelectMany(one => one).ToList();
        return values.Count == 0 ? null : values.Average();
    }

    // A counter for each instance, which begins anew where the instance does.
    private static double RestartsOf(IReadOnlyList<double> counter) =>
        counter.Zip(counter.Skip(1), (before, after) => after >= before ? after - before : after).Sum();
}

/// <summary>Figures of the app.</summary>
/// <param name="Region">Where it runs.</param>
/// <param name="CpuPercent">Mean over time and instances; null where nothing was measured.</param>
/// <param name="MemoryPercent">The same for memory.</param>
/// <param name="Restarts">How often instances were started anew within the time.</param>
/// <param name="BandwidthBytes">What the app sent on the last whole day.</param>
public sealed record PlatformFigures(string Region, double? CpuPercent, double? MemoryPercent, int Restarts, long BandwidthBytes);
