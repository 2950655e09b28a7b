using System.Text.Json;
using GoNoGo.Comments;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Privacy.Declaration;
using GoNoGo.Web.Database.Tables;

namespace GoNoGo.Web.Portability;

/// <summary>
/// What a full export holds: all that the blog is beside its content, which lies in Git. Left out is what opens doors, what lives for
/// days at most, the machinery, and the audit trail, which has an export of its own with proofs. Every table stands in one of the two
/// lists.
/// </summary>
internal sealed class ExportedTables
{
    /// <summary>In the order in which they are written: each behind those that its rows refer to.</summary>
    private static readonly string[] Order =
    [
        "subjects", "comments", "comment_edits", "comment_appeals", "moderation_decisions", "consent_records", "legal_holds",
        "commenter_profiles", "staff_accounts", "staff_notices", "mailboxes", "mail_preferences", "do_not_mail", "mail_suppressions",
        "sender_blocks", "privacy_requests", "breaches", "former_addresses", "user_action_counts",
    ];

    /// <summary>Why a table is not in it.</summary>
    public static IReadOnlyDictionary<string, string> LeftOut { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["api_tokens"] = "opens doors; made anew",
        ["audit_anchors"] = "of this installation's trail",
        ["audit_checkpoints"] = "of this installation's trail: gonogo audit export",
        ["audit_entries"] = "of this installation's trail: gonogo audit export",
        ["audit_leaves"] = "of this installation's trail: gonogo audit export",
        ["audit_payloads"] = "of this installation's trail: gonogo audit export",
        ["announced_commits"] = "found again from the content",
        ["comment_reports"] = "lives for 30 days",
        ["commenter_sign_ins"] = "opens doors; lives for minutes",
        ["content_state"] = "found again from the content",
        ["erasure_marks"] = "set again by repeating the ledger",
        ["idempotency_records"] = "lives for 24 hours",
        ["inbox"] = "machinery",
        ["key_fingerprints"] = "of this installation's keys",
        ["limit_slots"] = "lives for minutes",
        ["mail_departures"] = "lives for a day",
        ["mails"] = "machinery; a mail that waits is not sent by two",
        ["one_time_links"] = "opens doors",
        ["outbound_calls"] = "machinery",
        ["outbox_deliveries"] = "machinery",
        ["outbox_events"] = "machinery",
        ["passkey_ceremonies"] = "opens doors; lives for minutes",
        ["passkeys"] = "opens doors; bound to the address of the site",
        ["privacy_links"] = "opens doors",
        ["recovery_codes"] = "opens doors",
        ["retention_state"] = "machinery",
        ["schedules"] = "machinery",
        ["sessions"] = "opens doors",
        ["sign_in_attempts"] = "lives for a day",
        ["webhook_deliveries"] = "machinery",
    };

    /// <summary>
    /// Columns that stay though they are marked as secret: the hash of a random token, by which links of sent mails end them.
    /// </summary>
    private static readonly HashSet<string> Kept = new(["mail_preferences.token_hash"], StringComparer.Ordinal);

    /// <summary>Columns that mean nothing without one that is left out.</summary>
    private static readonly HashSet<string> Meaningless = new(
        ["staff_accounts.totp_key_version", "staff_accounts.last_totp_step", "mail_preferences.key_version", "comments.network_tag_until"],
        StringComparer.Ordinal);

    private static readonly Dictionary<string, OpenedColumn> Opened = new(StringComparer.Ordinal)
    {
        ["comments.sealed_words"] = new(OpenedForm.Json, "subject_id", "id") { Fits = OpenedWords.AreWords },
        ["comment_edits.sealed_texts"] = new(OpenedForm.Json, OpenedColumn.ByComment, "id") { Fits = OpenedWords.AreChanged },
        ["comment_appeals.sealed_text"] = new(OpenedForm.Json, OpenedColumn.ByComment, "comment_id") { Fits = OpenedWords.AreAppeal },
        ["mailboxes.address"] = new(OpenedForm.Text, "subject_id", "subject_id")
        {
            KeyVersion = "key_version",
            Fits = OpenedWords.IsAddress,
        },
        ["privacy_requests.content"] = new(OpenedForm.Json, "subject_id", "id") { Fits = OpenedWords.AreRequest },
        ["privacy_requests.address"] = new(OpenedForm.Text, "subject_id", "id") { Fits = OpenedWords.IsAddress },
    };

    /// <summary>Texts that the database would take at any length, and how many code points they have at most.</summary>
    private static readonly Dictionary<string, int> Longest = new(StringComparer.Ordinal)
    {
        ["comments.author_name"] = CommentService.LongestName,
        ["comments.content"] = CommentService.LongestContent,
        ["comment_edits.before"] = CommentService.LongestContent,
        ["comment_edits.after"] = CommentService.LongestContent,
    };

    private ExportedTables(IReadOnlyList<ExportedTable> tables) => Tables = tables;

    /// <summary>The tables of the export, in its order.</summary>
    public IReadOnlyList<ExportedTable> Tables { get; }

    public static ExportedTables Of(DataContext data)
    {
        var map = DataMap.Of(data.Model).Tables.ToDictionary(table => table.Name, StringComparer.Ordinal);
        var model = ModelTable.Of(data).ToDictionary(table => table.Name, StringComparer.Ordinal);
        return new ExportedTables([.. Order.Select(name => Read(model[name], map[name]))]);
    }

    private static ExportedTable Read(ModelTable table, MappedTable marks)
    {
        var bears = marks.Columns.ToDictionary(column => column.Name, column => column.Field.Mark, StringComparer.Ordinal);
        var columns = table.Columns.Where(column => IsExported($"{table.Name}.{column.Name}", bears[column.Name]));
        return new ExportedTable(
            table,
            [.. columns.Select(column => new ExportedColumn(
                column,
                Opened.GetValueOrDefault($"{table.Name}.{column.Name}"),
                IsTag: column.Name is "email_tag" || (table.Name, column.Name) is ("sender_blocks", "tag"),
                bears[column.Name] as PersonalAttribute)
            {
                Longest = Longest.TryGetValue($"{table.Name}.{column.Name}", out var most) ? most : null,
            })]);
    }

    private static bool IsExported(string name, Attribute? mark) =>
        Kept.Contains(name)
        || !(Meaningless.Contains(name) || mark is SecretAttribute or PersonalAttribute { Clock: RetentionClock.NetworkTag });
}

/// <summary>A table of the export.</summary>
/// <param name="Model">The whole of it.</param>
/// <param name="Columns">What of it is exported.</param>
internal sealed record ExportedTable(ModelTable Model, IReadOnlyList<ExportedColumn> Columns)
{
    public string Name => Model.Name;

    /// <summary>The columns that are not exported and may not be missing: they get a value that stands for nothing.</summary>
    public IEnumerable<ModelColumn> Filled => Model.Columns
        .Where(column => !column.IsNullable && Columns.All(exported => exported.Model.Name != column.Name));

    /// <summary>Whether a row names a person by a tag, so that without the key of tags it says nothing.</summary>
    public bool IsByTag => Columns.Any(column => column is { IsTag: true, Model.IsNullable: false });

    /// <summary>Where a column stands among the exported ones.</summary>
    public int At(string column) => Columns.ToList().FindIndex(exported => exported.Model.Name == column);
}

/// <summary>A column of it.</summary>
/// <param name="Model">As the database has it.</param>
/// <param name="Opening">How what is encrypted in it is opened; null where nothing is.</param>
/// <param name="IsTag">Whether it is a tag under a key of this installation.</param>
/// <param name="Personal">What is declared of it, where it is personal.</param>
internal sealed record ExportedColumn(ModelColumn Model, OpenedColumn? Opening, bool IsTag, PersonalAttribute? Personal)
{
    /// <summary>How many code points a text may have that the model does not bound; null for any.</summary>
    public int? Longest { get; init; }
}

/// <summary>How a column is opened and closed: under the key of a person, bound to a row.</summary>
/// <param name="Form">What it holds.</param>
/// <param name="Subject">The column with the person's id, or <see cref="ByComment"/>.</param>
/// <param name="Row">The column with the id that it is bound to.</param>
internal sealed record OpenedColumn(OpenedForm Form, string Subject, string Row)
{
    /// <summary>The person is the author of the row's comment.</summary>
    public const string ByComment = "comment_id>subject_id";

    /// <summary>SQL that finds the author, over a table with the column comment_id.</summary>
    public const string AuthorOfRow = "(SELECT c.subject_id FROM comments AS c WHERE c.id = comment_id)";

    /// <summary>SQL that finds the author of a comment.</summary>
    public const string AuthorOfComment = "SELECT subject_id FROM comments WHERE id = @key";

    /// <summary>Whether a value of a file is one that is read again once it is encrypted.</summary>
    public required Func<JsonElement, bool> Fits { get; init; }

    /// <summary>The column that says under which common key a row of before stands; null where there never was one.</summary>
    public string? KeyVersion { get; init; }
}

/// <summary>What an encrypted column holds.</summary>
internal enum OpenedForm
{
    /// <summary>A value of JSON, exported as such.</summary>
    Json,

    /// <summary>A text in UTF-8.</summary>
    Text,
}
