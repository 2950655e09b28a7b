using System.Globalization;
using GoNoGo.Accounts.Users;
using GoNoGo.Blog.Content;
using GoNoGo.Blog.Site;
using GoNoGo.Gdpr.Rights;
using GoNoGo.Integrations.Email;
using GoNoGo.Integrations.Outbound;
using GoNoGo.Platform.Audit.Sealing;
using GoNoGo.Platform.Events;
using GoNoGo.Web.Admin.Frame;
using GoNoGo.Web.Admin.Pages;
using GoNoGo.Web.Health;

namespace GoNoGo.Web.Admin.Operations;

/// <summary>How the parts of the program are doing, as far as each of them can say.</summary>
internal static class HealthReportEndpoint
{
    public static void MapHealthReport(this RouteGroupBuilder admin) =>
        admin.MapAdminPage("/health/", Permission.ReadHealth, ShowAsync);

    private static async Task<IResult> ShowAsync(AdminRequest request)
    {
        var lines = new List<HealthLine>();
        lines.AddRange(request.Service<IEnumerable<ReadinessCondition>>()
            .Select(condition => new HealthLine(condition.Name, condition.IsMet(), condition.IsMet() ? "Ready." : "Not ready.")));
        var content = request.Service<ContentFollower>().Status;
        lines.Add(new HealthLine("repository", content.LastError is null, content.LastError?.Message ?? "The last look went well."));
        var events = await request.Service<EventDesk>().StatusAsync(request.Aborted);
        lines.Add(new HealthLine(
            "events", events.Dead == 0, Say($"{events.Waiting} wait, {events.Retrying} are tried again, {events.Dead} were given up.")));
        var audit = await request.Service<AuditStatus>().GetAsync(request.Aborted);
        lines.Add(new HealthLine(
            "audit",
            IsWell: true,
            Say($"{audit.SealedSize} entries are sealed, {audit.UnsealedCount} wait, {audit.AnchoredSize} are anchored outside.")));
        var site = request.Service<SnapshotStore>().Current?.Site ?? SiteSettings.Default;
        var troubles = await request.Service<MailHealth>().FindAsync(site, request.Aborted);
        lines.AddRange(troubles.Select(trouble => new HealthLine("mail", !trouble.NeedsMending, trouble.Message)));
        if (troubles.Count == 0)
        {
            lines.Add(new HealthLine("mail", true, "Nothing is wrong."));
        }

        var services = await request.Service<ServiceHealth>().ReadAsync(request.Aborted);
        lines.AddRange(services.Select(state => new HealthLine(state.Service, state.IsWell, state.Say())));
        var privacy = await request.Service<PrivacyHealth>().FindAsync(site.TimeZone, site.Controller is not null, request.Aborted);
        lines.AddRange(privacy.Select(trouble => new HealthLine("personal data", !trouble.NeedsMending, trouble.Message)));
        if (privacy.Count == 0)
        {
            lines.Add(new HealthLine("personal data", true, "Nothing is overdue."));
        }

        return await request.PageAsync<HealthPage>("Health", (nameof(HealthPage.Lines), lines));
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What one part says of itself.</summary>
/// <param name="Part">Which.</param>
/// <param name="IsWell">Whether nothing needs mending.</param>
/// <param name="Text">One sentence.</param>
public sealed record HealthLine(string Part, bool IsWell, string Text);
