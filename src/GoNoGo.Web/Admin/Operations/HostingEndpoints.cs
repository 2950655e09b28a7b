using GoNoGo.Accounts.Users;
using GoNoGo.Integrations.CodeHosting;
using GoNoGo.Integrations.DigitalOcean;
using GoNoGo.Integrations.Outbound;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Access;
using GoNoGo.Web.Admin.Frame;
using GoNoGo.Web.Admin.Pages;

namespace GoNoGo.Web.Admin.Operations;

/// <summary>
/// The content webhook at the hosting service, what was sent by it lately, and how the services that are called are doing.
/// </summary>
internal static class HostingEndpoints
{
    private const int MostDeliveries = 20;

    public static void MapHosting(this RouteGroupBuilder admin)
    {
        admin.MapAdminPage("/hosting/", Permission.ManageContent, request => ShowAsync(request, message: null));
        admin.MapAdminForm("/hosting/webhook/", Permission.ManageContent, request => DoAsync(
            request, "webhook-set-up", (webhooks, who, ended) => webhooks.CreateAsync(who, ended)));
        admin.MapAdminForm("/hosting/ping/", Permission.ManageContent, PingAsync);
        admin.MapAdminForm("/hosting/redelivery/", Permission.ManageContent, request => DoAsync(
            request, "webhook-redelivered", (webhooks, who, ended) => webhooks.RedeliverAsync(who, ended)));
        admin.MapAdminForm("/hosting/removal/", Permission.ManageContent, request => DoAsync(
            request, "webhook-removed", (webhooks, who, ended) => webhooks.RemoveAsync(who, ended))).AskAgain();
    }

    private static async Task<IResult> ShowAsync(AdminRequest request, string? message)
    {
        var webhooks = request.Service<ContentWebhooks>();
        IReadOnlyList<ListedWebhook> listed = [];
        IReadOnlyList<HostDelivery> deliveries = [];
        if (webhooks.IsConfigured)
        {
            if (!(await webhooks.ListAsync(request.Aborted)).Succeeded(out var found, out var refusal))
            {
                message ??= refusal.Message;
            }
            else if ((listed = found).Any(webhook => webhook.IsOwn))
            {
                deliveries = (await webhooks.DeliveriesAsync(request.Aborted)).Value ?? [];
            }
        }

        return await request.PageAsync<HostingPage>(
            request.Words.NavHosting,
            (nameof(HostingPage.IsConfigured), webhooks.IsConfigured),
            (nameof(HostingPage.Webhooks), listed),
            (nameof(HostingPage.Deliveries), deliveries.Take(MostDeliveries).ToList()),
            (nameof(HostingPage.Services), await request.Service<ServiceHealth>().ReadAsync(request.Aborted)),
            (nameof(HostingPage.Region), request.Service<RegionWatch>() is { IsConfigured: true } watch ? watch.State : null),
            (nameof(HostingPage.Message), message));
    }

    private static async Task<IResult> PingAsync(AdminRequest request)
    {
        var pinged = await request.Service<ContentWebhooks>().PingAsync(request.Person.Identity, request.Aborted);
        return pinged.Succeeded(out var answer, out var refusal)
            ? AdminRequest.Done(AdminPaths.Hosting, answer.Delivery is { Arrived: true } ? "webhook-pinged" : "webhook-ping-lost")
            : await ShowAsync(request, refusal.Message);
    }

    private static async Task<IResult> DoAsync<T>(
        AdminRequest request,
        string notice,
        Func<ContentWebhooks, GoNoGo.Platform.Audit.AuditIdentity, CancellationToken, Task<Result<T>>> act)
        where T : notnull
    {
        var done = await act(request.Service<ContentWebhooks>(), request.Person.Identity, request.Aborted);
        return done.Error is { } refusal
            ? await ShowAsync(request, refusal.Message)
            : AdminRequest.Done(AdminPaths.Hosting, notice);
    }
}
