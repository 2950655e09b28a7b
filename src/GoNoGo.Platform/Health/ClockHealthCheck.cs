using System.Globalization;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Platform.Health;

/// <summary>
/// Whether the clock can be right: not before what was written last, and not away from that of the database's machine. A clock that has
/// jumped ahead is told by retention, which holds its sweep back.
/// </summary>
internal sealed class ClockHealthCheck(DataContext data, IDatabaseInspection inspection, TimeProvider clock) : IHealthCheck
{
    private static readonly TimeSpan Tolerated = TimeSpan.FromSeconds(30);

    public async Task<HealthState> CheckAsync(CancellationToken cancellationToken)
    {
        var newest = await data.Set<AuditEntry>().OrderByDescending(entry => entry.Sequence)
            .Select(entry => (DateTimeOffset?)entry.At)
            .FirstOrDefaultAsync(cancellationToken);
        var other = (await inspection.LookAsync(data, cancellationToken)).Clock;
        var now = clock.GetUtcNow();
        var troubles = new List<HealthTrouble>();
        if (newest - now > Tolerated)
        {
            troubles.Add(new HealthTrouble("clock_behind", true, string.Create(
                CultureInfo.InvariantCulture,
                $"The clock says {now.UtcDateTime:yyyy-MM-dd HH:mm}Z, and the newest entry of the audit trail is of "
                + $"{newest!.Value.UtcDateTime:yyyy-MM-dd HH:mm}Z: set the clock, and have it kept right by NTP.")));
        }

        if (other is { } there && (there - now).Duration() > Tolerated)
        {
            troubles.Add(new HealthTrouble("clocks_apart", true, string.Create(
                CultureInfo.InvariantCulture,
                $"The clocks of this machine and of the database are {(there - now).Duration().TotalSeconds:0} seconds apart: "
                + $"have both kept right by NTP.")));
        }

        return HealthState.Of(troubles) with
        {
            Details = new Dictionary<string, object> { ["now"] = now.UtcDateTime.ToString("O", CultureInfo.InvariantCulture) },
        };
    }
}
