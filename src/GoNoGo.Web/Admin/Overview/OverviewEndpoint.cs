using GoNoGo.Accounts.Users;
using GoNoGo.Gdpr.UserActions;
using GoNoGo.Web.Admin.Frame;
using GoNoGo.Web.Admin.Pages;

namespace GoNoGo.Web.Admin.Overview;

/// <summary>The first page: what waits, what is wrong, and how much is read and written.</summary>
internal static class OverviewEndpoint
{
    private const int Days = 28;

    public static void MapOverview(this RouteGroupBuilder admin)
    {
        admin.MapAdminPage("/", Permission.UseAdmin, ShowAsync);
        admin.MapAdminPage("/keys/", Permission.UseAdmin, request => request.PageAsync<KeysPage>(request.Words.NavKeys));
    }

    private static async Task<IResult> ShowAsync(AdminRequest request)
    {
        var items = new List<OverviewItem>();
        foreach (var source in request.Service<IEnumerable<OverviewSource>>().Where(one => request.Person.May(one.Permission)))
        {
            items.AddRange(await source.ReadAsync(request.Http.RequestServices, request.Aborted));
        }

        return await request.PageAsync<OverviewPage>(
            request.Words.NavOverview, (nameof(OverviewPage.Items), items), (nameof(OverviewPage.Days), await ReadDaysAsync(request)));
    }

    private static async Task<IReadOnlyList<OverviewDay>> ReadDaysAsync(AdminRequest request)
    {
        var today = DateOnly.FromDateTime(request.Service<TimeProvider>().GetUtcNow().UtcDateTime);
        var first = today.AddDays(1 - Days);
        var report = request.Service<UserActionReport>();
        var reads = await ByDayAsync(UserActionTypes.PostRead);
        var comments = await ByDayAsync(UserActionTypes.CommentSent);
        return
        [
            .. Enumerable.Range(0, Days).Select(first.AddDays)
                .Select(day => new OverviewDay(day, reads.GetValueOrDefault(day), comments.GetValueOrDefault(day))),
        ];

        async Task<Dictionary<DateOnly, long>> ByDayAsync(string type) =>
            (await report.ReadAsync(type, first, today, request.Aborted))
                .GroupBy(cell => cell.Day)
                .ToDictionary(day => day.Key, day => day.Sum(cell => cell.Count));
    }
}

/// <summary>How much was read and written on a day; what is too little to be shown is not in it.</summary>
/// <param name="Day">UTC.</param>
/// <param name="Reads">Of posts.</param>
/// <param name="Comments">That were sent.</param>
public sealed record OverviewDay(DateOnly Day, long Reads, long Comments);
