using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace GoNoGo.Web.Database.Sqlite;

/// <summary>The units that share a commit.</summary>
internal sealed class SqliteCommitGroup(SqliteTransaction transaction)
{
    private const int LargestGroup = 64;

    /// <summary>How long a unit that has ended may wait for others before its commit.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(20);

    private long firstEndedAt;

    public SqliteTransaction Transaction { get; } = transaction;

    public TaskCompletionSource Durable { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Members { get; private set; }

    public bool IsOpen => Members < LargestGroup && (Members == 0 || Stopwatch.GetElapsedTime(firstEndedAt) < LongestWait);

    public void Add()
    {
        firstEndedAt = Members == 0 ? Stopwatch.GetTimestamp() : firstEndedAt;
        Members++;
    }
}
