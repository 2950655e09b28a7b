namespace GoNoGo.Web.Tests.Crash;

/// <summary>How one server, or one command, is to die.</summary>
/// <param name="Way">What is started and how it is ended where the place is not reached.</param>
/// <param name="Place">Where it is killed; null for at any moment.</param>
/// <param name="Count">At the how manieth time that it comes there.</param>
/// <param name="Requests">After how many requests it is ended where the place was not reached.</param>
internal sealed record KillPlan(KillWay Way, string? Place, int Count, int Requests)
{
    private static readonly string[] OnTheWay = [.. FaultPoints.BeforeCommit, .. FaultPoints.AfterCommit, .. FaultPoints.Dispatch];

    /// <summary>For the environment of the program.</summary>
    public string? FaultPoint => Place is null ? null : $"{Place}:{Count}";

    public static KillPlan Draw(Random random) => random.Next(100) switch
    {
        < 10 => new KillPlan(KillWay.Anchor, Pick(random, FaultPoints.Audit), 1, 0),
        < 14 => new KillPlan(KillWay.Terminate, FaultPoints.Returned, 1, random.Next(3, 20)),
        < 16 => new KillPlan(KillWay.Kill, "migration.begun", 1, 1),
        < 30 => new KillPlan(KillWay.Kill, null, 1, random.Next(3, 20)),
        _ => new KillPlan(KillWay.Kill, Pick(random, OnTheWay), random.Next(1, 10), random.Next(12, 25)),
    };

    private static string Pick(Random random, IReadOnlyList<string> places) => places[random.Next(places.Count)];
}

/// <summary>What is started, and how it is ended where it does not die at its place.</summary>
internal enum KillWay
{
    /// <summary>A server, by SIGKILL.</summary>
    Kill,

    /// <summary>A server, by SIGTERM: it dies while it stops.</summary>
    Terminate,

    /// <summary>The command that seals the audit trail and anchors it.</summary>
    Anchor,
}
