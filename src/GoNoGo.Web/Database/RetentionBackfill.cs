namespace GoNoGo.Web.Database;

/// <summary>
/// Gives rows that were written before there were due dates those that they would have got. For one migration; never changed.
/// </summary>
internal static class RetentionBackfill
{
    private const string TicksOfDay = "864000000000";

    public const string Statements = $"""
        UPDATE mails SET retain_until = ended_at + 90 * {TicksOfDay} WHERE ended_at IS NOT NULL;
        UPDATE mail_suppressions SET until = at + 90 * {TicksOfDay};
        UPDATE comments SET network_tag_until = created_at + 30 * {TicksOfDay} WHERE network_tag IS NOT NULL;
        UPDATE audit_payloads SET retain_until = 1095 * {TicksOfDay}
            + (SELECT at FROM audit_entries WHERE audit_entries.sequence = audit_payloads.sequence);
        UPDATE consent_records SET retain_until = 1095 * {TicksOfDay}
            + (SELECT MAX(at) FROM consent_records AS later
               WHERE later.comment_id = consent_records.comment_id AND later.purpose = consent_records.purpose)
            WHERE EXISTS (SELECT 1 FROM consent_records AS ended
               WHERE ended.comment_id = consent_records.comment_id AND ended.purpose = consent_records.purpose AND ended.act = 'Withdrawn');
        """;
}
