using GoNoGo.Accounts.Users;
using GoNoGo.Platform.Events;
using GoNoGo.Web.Access;
using GoNoGo.Web.Admin.Frame;
using GoNoGo.Web.Admin.Pages;

namespace GoNoGo.Web.Admin.Operations;

/// <summary>Events that nobody could handle, and what is to become of them.</summary>
internal static class EventEndpoints
{
    private const int MostRows = 200;

    public static void MapEvents(this RouteGroupBuilder admin)
    {
        admin.MapAdminPage("/events/", Permission.ManageEvents, ShowAsync);
        admin.MapAdminForm("/events/{id:guid}/retry/", Permission.ManageEvents, request => DecideAsync(request, isRetry: true));
        admin.MapAdminForm("/events/{id:guid}/discard/", Permission.ManageEvents, request => DecideAsync(request, isRetry: false))
            .AskAgain();
    }

    private static async Task<IResult> ShowAsync(AdminRequest request)
    {
        var desk = request.Service<EventDesk>();
        DeliveryState? state = Enum.TryParse<DeliveryState>(request.Query("state"), ignoreCase: true, out var chosen) ? chosen : null;
        return await request.PageAsync<EventsPage>(
            request.Words.NavEvents,
            (nameof(EventsPage.Status), await desk.StatusAsync(request.Aborted)),
            (nameof(EventsPage.State), state),
            (nameof(EventsPage.Rows), await desk.ListAsync(state).Take(MostRows).ToListAsync(request.Aborted)));
    }

    private static async Task<IResult> DecideAsync(AdminRequest request, bool isRetry)
    {
        if (!(await request.FormAsync()).Succeeded(out var form, out var refusal))
        {
            return await request.RefusedAsync(refusal);
        }

        var desk = request.Service<EventDesk>();
        var (id, handler) = (Guid.Parse(request.Route("id")), form.Text("handler") is { Length: > 0 } one ? one : null);
        var decided = isRetry
            ? await desk.RetryAsync(id, handler, request.Aborted)
            : await desk.DiscardAsync(id, handler, request.Aborted);
        return decided.Error is { } wrong
            ? await request.RefusedAsync(wrong)
            : AdminRequest.Done(AdminPaths.Events, isRetry ? "event-retried" : "event-discarded");
    }
}
