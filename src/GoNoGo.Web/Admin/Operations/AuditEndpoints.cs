using System.Globalization;
using GoNoGo.Accounts.Users;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Audit.Verification;
using GoNoGo.Web.Admin.Frame;
using GoNoGo.Web.Admin.Pages;

namespace GoNoGo.Web.Admin.Operations;

/// <summary>The audit trail: what was done, from the newest, and whether anybody has changed it since.</summary>
internal static class AuditEndpoints
{
    /// <summary>How long somebody waits for the verification of a trail before they are told how far it is.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void MapAudit(this RouteGroupBuilder admin)
    {
        admin.MapAdminPage("/audit/", Permission.ReadAudit, ShowAsync);
        admin.MapAdminForm("/audit/verification/", Permission.ReadAudit, VerifyAsync);
    }

    private static async Task<IResult> VerifyAsync(AdminRequest request)
    {
        await request.Service<AuditVerifications>().BeginAsync(Patience, request.Aborted);
        return await ShowAsync(request);
    }

    private static async Task<IResult> ShowAsync(AdminRequest request)
    {
        await request.EnterAccessAsync("audit_trail");
        var filter = new AuditFilter(
            Given(request, "action"), Given(request, "type"), Given(request, "id"), request.Query("transactions") is not "true");
        long? before = long.TryParse(request.Query("before"), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? sequence
            : null;
        return await request.PageAsync<AuditLogPage>(
            request.Words.NavAuditTrail,
            (nameof(AuditLogPage.Filter), filter),
            (nameof(AuditLogPage.Page), await request.Service<AuditLog>().ReadAsync(filter, before, request.Aborted)),
            (nameof(AuditLogPage.Verification), request.Service<AuditVerifications>().Last));
    }

    private static string? Given(AdminRequest request, string name) => request.Query(name).Trim() is { Length: > 0 } text ? text : null;
}
