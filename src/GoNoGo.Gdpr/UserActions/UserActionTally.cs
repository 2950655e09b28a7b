using System.Collections.Concurrent;

namespace GoNoGo.Gdpr.UserActions;

/// <summary>The counts that are not written yet. A crash loses at most a minute of them; they are numbers, with nobody in them.</summary>
internal sealed class UserActionTally
{
    /// <summary>Referrer domains a day, since anybody can invent some.</summary>
    public const int MostDomainsADay = 1000;

    private readonly Lock domainLock = new();
    private readonly HashSet<string> domains = new(StringComparer.Ordinal);
    private DateOnly domainDay;
    private ConcurrentDictionary<CountedAction, int> counts = new();

    public void Count(CountedAction action)
    {
        var isKept = action.ReferrerDomain.Length == 0 || IsKnown(action.Day, action.ReferrerDomain);
        var cell = isKept ? action : action with { ReferrerDomain = "" };
        Volatile.Read(ref counts).AddOrUpdate(cell, 1, (_, before) => before + 1);
    }

    /// <summary>Gives all counts and begins anew.</summary>
    public IReadOnlyDictionary<CountedAction, int> Take()
    {
        var taken = Interlocked.Exchange(ref counts, new());

        // Whoever read the field before the exchange may still be counting: what comes late is counted with the next.
        var result = new Dictionary<CountedAction, int>();
        foreach (var cell in taken.Keys)
        {
            if (taken.TryRemove(cell, out var count))
            {
                result[cell] = count;
            }
        }

        foreach (var (cell, count) in taken)
        {
            Return(cell, count);
        }

        return result;
    }

    /// <summary>Takes back what could not be written.</summary>
    public void Return(CountedAction cell, int count) =>
        Volatile.Read(ref counts).AddOrUpdate(cell, count, (_, before) => before + count);

    private bool IsKnown(DateOnly day, string domain)
    {
        lock (domainLock)
        {
            if (day != domainDay)
            {
                domains.Clear();
                domainDay = day;
            }

            return domains.Contains(domain) || (domains.Count < MostDomainsADay && domains.Add(domain));
        }
    }
}
