using GoNoGo.Accounts.Users;
using GoNoGo.Blog.Content;
using GoNoGo.Blog.Site;
using GoNoGo.Integrations.Email;
using GoNoGo.Integrations.Email.Ledger;
using GoNoGo.Web.Admin.Frame;
using GoNoGo.Web.Admin.Pages;

namespace GoNoGo.Web.Admin.Operations;

/// <summary>Mails that wait or failed, never with an address, and what each kind looks like.</summary>
internal static class MailQueueEndpoints
{
    private const int MostRows = 200;

    public static void MapMailQueue(this RouteGroupBuilder admin)
    {
        admin.MapAdminPage("/mails/", Permission.ManageMails, ShowAsync);
        admin.MapAdminPage("/mails/preview/{kind}/", Permission.ManageMails, PreviewAsync);
        admin.MapAdminForm("/mails/{id:guid}/retry/", Permission.ManageMails, RetryAsync);
    }

    private static async Task<IResult> ShowAsync(AdminRequest request)
    {
        await request.EnterAccessAsync("mails");
        MailStatus? status = Enum.TryParse<MailStatus>(request.Query("status"), ignoreCase: true, out var chosen) ? chosen : null;
        var rows = request.Service<MailDesk>().ListAsync(status).Take(MostRows);
        return await request.PageAsync<MailQueuePage>(
            request.Words.NavMails,
            (nameof(MailQueuePage.Troubles), await request.Service<MailHealth>().FindAsync(SiteOf(request), request.Aborted)),
            (nameof(MailQueuePage.Status), status),
            (nameof(MailQueuePage.Rows), await rows.ToListAsync(request.Aborted)));
    }

    private static async Task<IResult> PreviewAsync(AdminRequest request)
    {
        var kind = request.Route("kind");
        if (MailKinds.All.All(known => known.Name != kind))
        {
            return await request.RefusedAsync(new Api.NoSuchResource());
        }

        var site = SiteOf(request);
        var mail = await request.Service<MailPreview>().ShowAsync(kind, site.Language, site);
        return await request.PageAsync<MailPreviewPage>(
            mail.Subject, (nameof(MailPreviewPage.Kind), kind), (nameof(MailPreviewPage.Text), mail.Text));
    }

    private static async Task<IResult> RetryAsync(AdminRequest request)
    {
        var retried = await request.Service<MailDesk>().RetryAsync(Guid.Parse(request.Route("id")), request.Aborted);
        return retried.Error is { } wrong ? await request.RefusedAsync(wrong) : AdminRequest.Done(AdminPaths.Mails, "mail-retried");
    }

    private static SiteSettings SiteOf(AdminRequest request) =>
        request.Service<SnapshotStore>().Current?.Site ?? SiteSettings.Default;
}
