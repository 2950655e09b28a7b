using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace GoNoGo.Web.Database.Sqlite;

/// <summary>The units that share a commit.</summary>
/// <param name="transaction">Their transaction.</param>
/// <param name="lastCommit">How long the commit before took, by which waiting for others is worth it or not.</param>
internal sealed class SqliteCommitGroup(SqliteTransaction transaction, TimeSpan lastCommit)
{
    private const int LargestGroup = 64;

    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(40);

    /// <summary>How long a unit that has ended may wait for others before its commit.</summary>
    private readonly TimeSpan wait = TimeSpan.FromTicks(Math.Clamp(10 * lastCommit.Ticks, ShortestWait.Ticks, LongestWait.Ticks));

    private long firstEndedAt;

    public SqliteTransaction Transaction { get; } = transaction;

    public TaskCompletionSource Durable { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Members { get; private set; }

    /// <summary>Whether nobody waits for any of the units.</summary>
    public bool IsBackground { get; private set; } = true;

    public bool IsOpen => Members < LargestGroup && (Members == 0 || Stopwatch.GetElapsedTime(firstEndedAt) < wait);

    public void Add(bool isBackground)
    {
        firstEndedAt = Members == 0 ? Stopwatch.GetTimestamp() : firstEndedAt;
        Members++;
        IsBackground &= isBackground;
    }
}
