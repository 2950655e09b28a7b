using System.Security.Cryptography;
using GoNoGo.Platform.Data;
using Npgsql;

namespace GoNoGo.Web.Database.Postgres;

/// <summary>
/// Tells other servers which handlers have something to do, and hears what they tell. What is published while a word is on its way goes
/// out with the next: under load one tells of many units, and no unit waits for it. A server does not listen to itself: it knew before.
/// </summary>
/// <param name="connectionString">Of the pool.</param>
internal sealed class PostgresAnnouncements(string connectionString)
{
    /// <summary>On which they are told: who tells, then the names of the handlers; no names where they have to be looked up.</summary>
    public const string Channel = "gonogo_events";

    private const char Separator = ' ';

    private readonly Lock state = new();
    private HashSet<string> waiting = new(StringComparer.Ordinal);
    private bool isUnknown;
    private bool isTelling;

    /// <summary>What this server calls itself there.</summary>
    public string Self { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>Has it told in a moment. It returns at once.</summary>
    /// <param name="due">The handlers; null where nobody knows which.</param>
    public void Tell(IReadOnlyCollection<string>? due)
    {
        lock (state)
        {
            isUnknown |= due is null;
            waiting.UnionWith(due ?? []);
            if (isTelling)
            {
                return;
            }

            isTelling = true;
        }

        // Of nobody's request: what goes with the next word must not go on in the trace of the first.
        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(TellAllAsync);
        }
    }

    /// <summary>Reads what was told.</summary>
    /// <param name="payload">As it came.</param>
    /// <param name="listener">Told of it, unless this server told it itself.</param>
    public void Hear(string payload, DatabaseListener listener)
    {
        // Servers of an earlier version tell nothing but that there is something.
        if (payload.Split(Separator, StringSplitOptions.RemoveEmptyEntries) is [var teller, .. var due])
        {
            if (teller != Self)
            {
                listener.Published(due is [] ? null : due);
            }
        }
        else
        {
            listener.Published(null);
        }
    }

    private async Task TellAllAsync()
    {
        while (Next() is { } payload)
        {
            try
            {
                await using var connection = new NpgsqlConnection(connectionString);
                await connection.OpenAsync(CancellationToken.None);

                // Not within the transaction: who notifies there holds up every other commit until its own is on the disk.
                await using var command = new NpgsqlCommand("SELECT pg_notify($1, $2)", connection);
                command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Channel });
                command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = payload });
                await command.ExecuteNonQueryAsync(CancellationToken.None);
            }
            catch (Exception)
            {
                // Whatever it is: the units have committed, and the others look by themselves.
            }
        }
    }

    /// <summary>What is to be told now; null where there is nothing, so that the next unit begins to tell again.</summary>
    private string? Next()
    {
        lock (state)
        {
            if (!isUnknown && waiting.Count == 0)
            {
                isTelling = false;
                return null;
            }

            var payload = isUnknown ? Self : string.Join(Separator, [Self, .. waiting]);
            (waiting, isUnknown) = (new HashSet<string>(StringComparer.Ordinal), false);
            return payload;
        }
    }
}
