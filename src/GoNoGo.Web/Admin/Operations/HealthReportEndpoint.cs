using GoNoGo.Accounts.Users;
using GoNoGo.Platform.Health;
using GoNoGo.Web.Admin.Frame;
using GoNoGo.Web.Admin.Pages;

namespace GoNoGo.Web.Admin.Operations;

/// <summary>The health report for a person: how every part of the program is doing, and what to do where one is not well.</summary>
internal static class HealthReportEndpoint
{
    public static void MapHealthReport(this RouteGroupBuilder admin) =>
        admin.MapAdminPage("/health/", Permission.ReadHealth, ShowAsync);

    private static async Task<IResult> ShowAsync(AdminRequest request)
    {
        var report = await request.Service<HealthMonitor>().CheckSystemHealthAsync(request.Aborted);
        return await request.PageAsync<HealthPage>(request.Words.NavHealth, (nameof(HealthPage.Report), report));
    }
}
