using System.Text.Json.Nodes;
using GoNoGo.Platform.Audit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GoNoGo.Integrations.DigitalOcean;

/// <summary>
/// Looks at start and every hour where the app and its database stand, as DigitalOcean says. Outside of the EU the server is not ready any
/// more; where DigitalOcean does not answer, what it said last counts.
/// </summary>
public sealed partial class RegionWatch : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(5);

    private readonly AppPlatformClient client;
    private readonly DigitalOceanOptions options;
    private readonly AuditBacklog audit;
    private readonly TimeProvider clock;
    private readonly ILogger<RegionWatch> logger;
    private RegionState state = new(RegionFinding.NotAsked, "", null);

    internal RegionWatch(
        AppPlatformClient client, DigitalOceanOptions options, AuditBacklog audit, TimeProvider clock, ILogger<RegionWatch> logger) =>
        (this.client, this.options, this.audit, this.clock, this.logger) = (client, options, audit, clock, logger);

    /// <summary>Whether there is anything to be asked: a token and an app.</summary>
    public bool IsConfigured => client.IsConfigured && options.AppId is not null;

    /// <summary>What was found last.</summary>
    public RegionState State => Volatile.Read(ref state);

    /// <summary>Looks now.</summary>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <returns>What was found; what counts stays where nobody answers.</returns>
    public async Task<RegionState> LookAsync(CancellationToken cancellationToken)
    {
        if (options.AppId is not { } id || !client.IsConfigured)
        {
            return State;
        }

        var (app, databases) = (await client.AppAsync(id, cancellationToken), await client.DatabasesAsync(cancellationToken));
        if (!app.Succeeded(out var found, out var refusal) || !databases.Succeeded(out var clusters, out refusal))
        {
            Unanswered(refusal.Code);
            Volatile.Write(ref state, State with { ErrorType = refusal.Code });
            return State;
        }

        if (ClustersOf(found.Spec) is not { } used)
        {
            Unanswered(PlatformFailures.Unreadable.Code);
            Volatile.Write(ref state, State with { ErrorType = PlatformFailures.Unreadable.Code });
            return State;
        }

        var places = clusters.Where(cluster => used.Contains(cluster.Name))
            .Select(cluster => cluster.Region).Prepend(found.Region).ToList();
        var outside = places.Where(place => !UnionRegion.Holds(place)).Select(UnionRegion.Shown).Distinct(StringComparer.Ordinal).ToList();
        var finding = outside.Count == 0 ? RegionFinding.Inside : RegionFinding.Outside;
        Note(new RegionState(
            finding,
            string.Join(", ", outside.Count == 0 ? places.Select(UnionRegion.Shown).Distinct(StringComparer.Ordinal) : outside),
            ErrorType: null));
        return State;
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (IsConfigured && !stoppingToken.IsCancellationRequested)
        {
            await LookAsync(stoppingToken);
            await Task.Delay(State.ErrorType is null ? Interval : AfterFailure, clock, stoppingToken);
        }
    }

    /// <summary>The names of the database clusters that an app uses; null where the spec has not the form that is described.</summary>
    private static HashSet<string>? ClustersOf(JsonObject spec)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var database in spec["databases"] as JsonArray ?? [])
        {
            if (database is not JsonObject fields)
            {
                return null;
            }
            else if (fields["cluster_name"] is JsonValue value && value.TryGetValue<string>(out var name))
            {
                named.Add(name);
            }
            else if (fields["cluster_name"] is not null)
            {
                return null;
            }
        }

        return named;
    }

    private void Note(RegionState now)
    {
        var before = State.Finding;
        Volatile.Write(ref state, now);
        if (now.Finding is RegionFinding.Outside)
        {
            Outside(now.Places);
        }

        if (now.Finding != before)
        {
            audit.Add(new AuditAct(AuditActor.System, "region.checked", "region", now.Places)
            {
                Outcome = now.Finding is RegionFinding.Inside ? "done" : "failed",
            });
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The app or its database stands in {Places}, outside of the EU; the server is not ready any more")]
    private partial void Outside(string places);

    [LoggerMessage(2, LogLevel.Warning, "The regions could not be looked at: {ErrorType}")]
    private partial void Unanswered(string errorType);
}

/// <summary>Where the app and its database stand.</summary>
/// <param name="Finding">Whether that is in the EU.</param>
/// <param name="Places">Such as <c>fra, fra1</c>; of what is outside, those alone.</param>
/// <param name="ErrorType">Why the last look failed; null where it did not.</param>
public sealed record RegionState(RegionFinding Finding, string Places, string? ErrorType);

/// <summary>Whether something stands in the EU.</summary>
public enum RegionFinding
{
    /// <summary>Nobody was asked, or nobody has answered yet.</summary>
    NotAsked,

    /// <summary>All of it.</summary>
    Inside,

    /// <summary>Not all of it.</summary>
    Outside,
}
