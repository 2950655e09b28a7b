using System.ComponentModel.DataAnnotations;

namespace GoNoGo.Platform.Events;

/// <summary>How events are handled (configuration section <c>GoNoGo:Events</c>).</summary>
public sealed record EventOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "GoNoGo:Events";

    /// <summary>
    /// After how many seconds without a sign of life from the server that works on an event another takes it over. Renewed while
    /// the work goes on, so it need not be as long as the slowest handler.
    /// </summary>
    [Range(0.1, 3600)]
    public double LeaseSeconds { get; init; } = 30;

    /// <summary>The same as a length of time.</summary>
    internal TimeSpan Lease => TimeSpan.FromSeconds(LeaseSeconds);

    /// <summary>How often leases are renewed and those of the dead freed.</summary>
    internal TimeSpan Upkeep => TimeSpan.FromSeconds(Math.Min(10, LeaseSeconds / 3));
}
