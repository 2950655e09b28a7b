namespace GoNoGo.Web.Api.Description;

/// <summary>The audit trail.</summary>
internal static class AuditOperations
{
    public static readonly ApiOperation Entries = new("listAuditEntries", "Entries of the audit trail without details, the newest first")
    {
        Answer = typeof(ListView<AuditEntryView>),
        Query =
        [
            new("action", "Such as comment.approved."),
            new("type", "Of what, such as comment."),
            new("id", "Which of them."),
            new("transactions", "true for those of units of work themselves too.", typeof(bool)),
            new("before", "The sequence of the last entry that you have.", typeof(long)),
        ],
        Refusals = [422],
    };

    public static readonly ApiOperation Status = new("getAuditStatus", "How far the trail is sealed and anchored")
    {
        Answer = typeof(AuditStatusView),
    };

    public static readonly ApiOperation Verify = new(
        "verifyAudit", "Recomputes the whole trail and says whether anybody has changed it; after five seconds, how far it is")
    {
        Answer = typeof(AuditVerificationView),
        Refusals = [409],
    };

    public static readonly ApiOperation LatestVerification = new(
        "getLatestAuditVerification", "The verification that runs, or the last one")
    {
        Answer = typeof(AuditVerificationView),
        Refusals = [404, 409],
    };
}
