using System.Globalization;
using GoNoGo.Accounts.Users;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Audit.Sealing;
using GoNoGo.Platform.Audit.Verification;
using GoNoGo.Web.Api.Description;

namespace GoNoGo.Web.Api;

/// <summary>The audit trail over JSON: what was done, without details, how far it is sealed, and whether anybody has changed it.</summary>
internal static class AuditDeskEndpoints
{
    private const string Audit = "/v1/audit";

    public static void MapAuditDesk(this ApiRoutes api)
    {
        api.Get($"{Audit}/entries", EntriesAsync).ForStaff(Permission.ReadAudit, AuditOperations.Entries);
        api.Get($"{Audit}/status", StatusAsync).ForStaff(Permission.ReadAudit, AuditOperations.Status);
        api.Post($"{Audit}/verifications", VerifyAsync).ForStaff(Permission.ReadAudit, AuditOperations.Verify);
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

    private static async Task<IResult> VerifyAsync(HttpContext http)
    {
        var verified = await http.Service<AuditVerifier>().VerifyAsync([], progress: null, http.RequestAborted);
        return verified.Succeeded(out var report, out var refusal)
            ? http.Private(new AuditVerificationView(
                report.IsClean,
                report.Size,
                report.Checkpoints,
                report.Unsealed,
                report.FindingCount,
                [.. report.Findings.Select(finding => finding.Message)]))
            : Problems.For(refusal);
    }

    private static string? Given(HttpContext http, string name) =>
        http.Request.Query[name].ToString().Trim() is { Length: > 0 } text ? text : null;
}

/// <summary>How far the trail is sealed.</summary>
internal sealed record AuditStatusView(long Sealed, long Unsealed, long Anchored);

/// <summary>Whether anybody has changed the trail; of very many findings the first ones.</summary>
internal sealed record AuditVerificationView(
    bool Clean, long Size, long Checkpoints, long Unsealed, long FindingCount, IReadOnlyList<string> Findings);

/// <summary>An entry of the audit trail.</summary>
internal sealed record AuditEntryView(
    long Sequence, DateTimeOffset At, string Actor, string Action, string ResourceType, string ResourceId, string Outcome)
{
    public static AuditEntryView From(AuditLine line) => new(
        line.Sequence, line.At, line.Actor.ToString(), line.Action, line.ResourceType, line.ResourceId, line.Outcome);
}
