using System.Globalization;
using GoNoGo.Accounts.Users;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Audit.Sealing;
using GoNoGo.Platform.Audit.Verification;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Api.Description;

namespace GoNoGo.Web.Api;

/// <summary>The audit trail over JSON: what was done, without details, how far it is sealed, and whether anybody has changed it.</summary>
internal static class AuditDeskEndpoints
{
    private const string Audit = "/v1/audit";

    /// <summary>How long a program waits for the verification of a trail before it is told how far it is.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static void MapAuditDesk(this ApiRoutes api)
    {
        api.Get($"{Audit}/entries", EntriesAsync).ForStaff(Permission.ReadAudit, AuditOperations.Entries);
        api.Get($"{Audit}/status", StatusAsync).ForStaff(Permission.ReadAudit, AuditOperations.Status);
        api.Post($"{Audit}/verifications", VerifyAsync).ForStaff(Permission.ReadAudit, AuditOperations.Verify);
        api.Get($"{Audit}/verifications/latest", LatestAsync).ForStaff(Permission.ReadAudit, AuditOperations.LatestVerification);
    }

    private static async Task<IResult> EntriesAsync(HttpContext http)
    {
        var query = http.Request.Query;
        long? before = null;
        if (query["before"].ToString() is { Length: > 0 } text)
        {
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
            {
                return Problems.For(new InvalidQuery("before", "Give the sequence of the last entry you have, or leave it out."));
            }

            before = sequence;
        }

        await http.EnterAccessAsync("audit_trail");
        var filter = new AuditFilter(Given(http, "action"), Given(http, "type"), Given(http, "id"), query["transactions"] != "true");
        var page = await http.Service<AuditLog>().ReadAsync(filter, before, http.RequestAborted);
        var next = page.Before is { } last
            ? $"/api{Audit}/entries" + QueryString.Create(query.Where(part => part.Key != "before")
                .Select(part => KeyValuePair.Create(part.Key, (string?)part.Value.ToString()))
                .Append(KeyValuePair.Create("before", (string?)last.ToString(CultureInfo.InvariantCulture))))
            : null;
        return http.Private(new ListView<AuditEntryView>([.. page.Lines.Select(AuditEntryView.From)], next));
    }

    private static async Task<IResult> StatusAsync(HttpContext http)
    {
        var status = await http.Service<AuditStatus>().GetAsync(http.RequestAborted);
        return http.Private(new AuditStatusView(status.SealedSize, status.UnsealedCount, status.AnchoredSize));
    }

    private static async Task<IResult> VerifyAsync(HttpContext http) =>
        Answer(http, await http.Service<AuditVerifications>().BeginAsync(Patience, http.RequestAborted));

    private static Task<IResult> LatestAsync(HttpContext http) => Task.FromResult(
        http.Service<AuditVerifications>().Last is { } last ? Answer(http, last) : Problems.For(new NeverVerified()));

    private static IResult Answer(HttpContext http, AuditVerification verification) =>
        verification.Refusal is { } refusal ? Problems.For(refusal) : http.Private(AuditVerificationView.From(verification));

    private static string? Given(HttpContext http, string name) =>
        http.Request.Query[name].ToString().Trim() is { Length: > 0 } text ? text : null;
}

/// <summary>How far the trail is sealed.</summary>
internal sealed record AuditStatusView(long Sealed, long Unsealed, long Anchored);

/// <summary>Whether anybody has changed the trail; while it is being verified, how far that is.</summary>
/// <param name="Status">running or ended.</param>
/// <param name="BegunAt">When it began.</param>
/// <param name="Done">Entries that are verified.</param>
/// <param name="Total">Entries that there are.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Clean">Whether nothing is wrong.</param>
/// <param name="Size">Sealed entries.</param>
/// <param name="Checkpoints">Checkpoints that were compared.</param>
/// <param name="Unsealed">Entries that are not sealed yet.</param>
/// <param name="FindingCount">How many things are wrong.</param>
/// <param name="Findings">What is wrong; of very many the first ones.</param>
internal sealed record AuditVerificationView(
    string Status,
    DateTimeOffset BegunAt,
    int Done,
    int Total,
    DateTimeOffset? EndedAt,
    bool? Clean,
    long? Size,
    long? Checkpoints,
    long? Unsealed,
    long? FindingCount,
    IReadOnlyList<string>? Findings)
{
    public static AuditVerificationView From(AuditVerification verification) => new(
        verification.EndedAt is null ? "running" : "ended",
        verification.BegunAt,
        verification.Done,
        verification.Total,
        verification.EndedAt,
        verification.Report?.IsClean,
        verification.Report?.Size,
        verification.Report?.Checkpoints,
        verification.Report?.Unsealed,
        verification.Report?.FindingCount,
        verification.Report is { } report ? [.. report.Findings.Select(finding => finding.Message)] : null);
}

/// <summary>Nobody has asked for a verification since this server was started.</summary>
internal sealed record NeverVerified() : NotFound("never_verified", "The trail was not verified since the server was started.");

/// <summary>An entry of the audit trail.</summary>
internal sealed record AuditEntryView(
    long Sequence, DateTimeOffset At, string Actor, string Action, string ResourceType, string ResourceId, string Outcome)
{
    public static AuditEntryView From(AuditLine line) => new(
        line.Sequence, line.At, line.Actor.ToString(), line.Action, line.ResourceType, line.ResourceId, line.Outcome);
}
