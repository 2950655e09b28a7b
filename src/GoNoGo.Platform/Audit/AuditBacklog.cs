using System.Collections.Concurrent;
using System.Globalization;

namespace GoNoGo.Platform.Audit;

/// <summary>
/// Entries that could not be written when they arose, since there was no transaction or it was rolled back: they go in with the
/// next commit. Kept in memory and bounded; the log has them too, and how many were lost is an entry itself.
/// </summary>
public sealed class AuditBacklog
{
    /// <summary>How many are kept at most.</summary>
    public const int Capacity = 1000;

    /// <summary>How many join one commit at most.</summary>
    internal const int Batch = 50;

    private readonly ConcurrentQueue<AuditAct> acts = new();
    private int lost;

    /// <summary>Whether anything waits.</summary>
    public bool IsEmpty => acts.IsEmpty && Volatile.Read(ref lost) == 0;

    /// <summary>Keeps an act for the next commit.</summary>
    /// <param name="act">What was done. Its details may be personal.</param>
    public void Add(AuditAct act)
    {
        if (acts.Count < Capacity)
        {
            acts.Enqueue(act);
        }
        else
        {
            Interlocked.Increment(ref lost);
        }
    }

    /// <summary>Keeps a failed call for the next commit.</summary>
    /// <param name="call">Which. May be personal.</param>
    public void Add(FailedCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        Add(call.ToAct());
    }

    internal IReadOnlyList<AuditAct> Take()
    {
        if (IsEmpty)
        {
            return [];
        }

        List<AuditAct> taken = [];
        if (Interlocked.Exchange(ref lost, 0) is > 0 and var count)
        {
            taken.Add(new AuditAct(AuditActor.System, "audit.entries_lost", "audit", count.ToString(CultureInfo.InvariantCulture)));
        }

        while (taken.Count < Batch && acts.TryDequeue(out var act))
        {
            taken.Add(act);
        }

        return taken;
    }

    internal void Return(IReadOnlyList<AuditAct> untold)
    {
        foreach (var act in untold)
        {
            Add(act);
        }
    }
}
