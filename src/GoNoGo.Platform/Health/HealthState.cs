using System.Collections.Frozen;

namespace GoNoGo.Platform.Health;

/// <summary>What a check found. Nothing in it is personal or secret: staff reads it, and figures of it go to meters.</summary>
/// <param name="Status">How the part is doing.</param>
public sealed record HealthState(HealthStatus Status)
{
    /// <summary>
    /// What is known of the part, by names in snake_case with their units: texts, numbers and truths. Numbers are metrics too.
    /// </summary>
    public IReadOnlyDictionary<string, object> Details { get; init; } = FrozenDictionary<string, object>.Empty;

    /// <summary>What somebody should know, in sentences.</summary>
    public IReadOnlyList<HealthTrouble> Troubles { get; init; } = [];

    /// <summary>The state of a part by what troubles it.</summary>
    /// <param name="troubles">Any number.</param>
    /// <returns>Degraded where one of them needs mending.</returns>
    public static HealthState Of(IReadOnlyList<HealthTrouble> troubles)
    {
        ArgumentNullException.ThrowIfNull(troubles);
        var isWell = !troubles.Any(trouble => trouble.NeedsMending);
        return new HealthState(isWell ? HealthStatus.Healthy : HealthStatus.Degraded) { Troubles = troubles };
    }
}

/// <summary>Something about a part of the program that somebody should know.</summary>
/// <param name="Code">Stable, in snake_case.</param>
/// <param name="NeedsMending">Whether somebody has to do something.</param>
/// <param name="Message">One sentence for the operator that says what to do, without personal data or secrets.</param>
public sealed record HealthTrouble(string Code, bool NeedsMending, string Message);
