using System.Data.Common;

namespace GoNoGo.Web.Tests.Crash;

/// <summary>What must hold of the stored rows after any crash, read past the program (guarantees I1 to I3 and I7).</summary>
internal static class Invariants
{
    /// <summary>The handler of whose effects there is one for each comment.</summary>
    public const string Counter = "user_actions.comment_sent";

    private static readonly (string Name, string Statement)[] Counts =
    [
        ("comments", "SELECT COUNT(*) FROM comments"),
        ("keys", "SELECT COUNT(*) FROM idempotency_records"),
        ("audited", "SELECT COUNT(*) FROM audit_entries WHERE action = 'comment.created'"),
        ("audited ids", "SELECT COUNT(DISTINCT resource_id) FROM audit_entries WHERE action = 'comment.created'"),
        ("published", "SELECT COUNT(*) FROM outbox_events WHERE type = 'comment.created'"),
        ("deliveries", $"SELECT COUNT(*) FROM outbox_deliveries WHERE handler = '{Counter}'"),
        ("with consent", "SELECT COUNT(*) FROM comments c WHERE EXISTS (SELECT 1 FROM consent_records r WHERE r.comment_id = c.id)"),
        ("effects", "SELECT COALESCE(SUM(count), 0) FROM user_action_counts WHERE type = 'comment.sent'"),
        ("done", $"SELECT COUNT(*) FROM outbox_deliveries WHERE handler = '{Counter}' AND status = 'Done'"),
        ("inbox", $"SELECT COUNT(*) FROM inbox WHERE handler = '{Counter}'"),
        ("half erased", "SELECT COUNT(*) FROM comments WHERE is_deleted AND (content <> '' OR author_name IS NOT NULL)"),
        ("waiting", "SELECT COUNT(*) FROM outbox_deliveries WHERE status = 'Available'"),
        ("dead", "SELECT COUNT(*) FROM outbox_deliveries WHERE status = 'Dead'"),
    ];

    /// <summary>Counts, and says in a sentence each what is wrong.</summary>
    public static async Task<StoredState> ReadAsync(DbConnection opened, CommentLoad load, CancellationToken cancellationToken)
    {
        var state = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (name, statement) in Counts)
        {
            await using var command = opened.CreateCommand();
            command.CommandText = statement;
            state[name] = Convert.ToInt64(
                await command.ExecuteScalarAsync(cancellationToken), System.Globalization.CultureInfo.InvariantCulture);
        }

        var (stored, erased) = await IdsAsync(opened, cancellationToken);
        var lost = load.Sent.Count(sent => sent.Id is { } id && !stored.Contains(id));
        var returned = load.Sent.Count(sent => sent is { IsErased: true, Id: { } id } && !erased.Contains(id));
        var answered = load.Sent.Count(sent => sent.Id is not null);
        var tooMany = Math.Max(0, stored.Count - load.Sent.Count);
        var problems = new List<string>();
        foreach (var name in new[] { "keys", "audited", "audited ids", "published", "deliveries", "with consent" })
        {
            Expect(state[name] == state["comments"], $"{state["comments"]} comments and {state[name]} {name}");
        }

        Expect(state["effects"] == state["done"], $"{state["effects"]} effects of {state["done"]} deliveries done");
        Expect(state["inbox"] == state["done"], $"{state["inbox"]} inbox rows of {state["done"]} deliveries done");
        Expect(state["half erased"] == 0, $"{state["half erased"]} comments half erased");
        Expect(state["dead"] == 0, $"{state["dead"]} dead letters");
        Expect(lost == 0, $"{lost} comments lost of {answered} answered");
        Expect(returned == 0, $"{returned} erased comments came back");
        Expect(tooMany == 0, $"{stored.Count} comments of {load.Sent.Count} sent");
        return new StoredState(state, lost, tooMany, problems);

        void Expect(bool holds, string otherwise)
        {
            if (!holds)
            {
                problems.Add(otherwise);
            }
        }
    }

    private static async Task<(HashSet<Guid> Stored, HashSet<Guid> Erased)> IdsAsync(
        DbConnection opened, CancellationToken cancellationToken)
    {
        await using var command = opened.CreateCommand();
        command.CommandText = "SELECT id, CASE WHEN is_deleted THEN 1 ELSE 0 END FROM comments";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var (stored, erased) = (new HashSet<Guid>(), new HashSet<Guid>());
        while (await reader.ReadAsync(cancellationToken))
        {
            var id = reader.GetGuid(0);
            stored.Add(id);
            if (reader.GetInt32(1) == 1)
            {
                erased.Add(id);
            }
        }

        return (stored, erased);
    }
}

/// <summary>What was counted and what is wrong with it.</summary>
internal sealed record StoredState(IReadOnlyDictionary<string, long> Counts, int Lost, int TooMany, IReadOnlyList<string> Problems);
