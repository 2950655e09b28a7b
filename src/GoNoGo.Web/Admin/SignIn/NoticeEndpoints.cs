using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Accounts.Users;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Admin.Frame;

namespace GoNoGo.Web.Admin.SignIn;

/// <summary>Where one gets mail and which. The address is taken, confirmed by its owner, and shown to nobody.</summary>
internal static class NoticeEndpoints
{
    public static void MapNotices(this RouteGroupBuilder admin)
    {
        admin.MapAdminForm("/account/address/", Permission.UseAdmin, GiveAsync);
        admin.MapAdminForm("/account/address/removal/", Permission.UseAdmin, RemoveAsync);
        admin.MapAdminForm("/account/notices/", Permission.UseAdmin, ChooseAsync);
    }

    private static async Task<IResult> GiveAsync(AdminRequest request)
    {
        if (!(await request.FormAsync()).Succeeded(out var form, out var refusal))
        {
            return await request.RefusedAsync(refusal);
        }

        var given = await request.Service<StaffNotices>().GiveAddressAsync(request.Person, form.Text("email"), request.Aborted);
        return await ChangedAsync(request, given.Error, "address-given");
    }

    private static async Task<IResult> RemoveAsync(AdminRequest request)
    {
        var removed = await request.Service<StaffNotices>().RemoveAddressAsync(request.Person, request.Aborted);
        return await ChangedAsync(request, removed.Error, "address-removed");
    }

    private static async Task<IResult> ChooseAsync(AdminRequest request)
    {
        if (!(await request.FormAsync()).Succeeded(out var form, out var refusal))
        {
            return await request.RefusedAsync(refusal);
        }

        var choice = new StaffNoticeChoice(
            Enum.TryParse<MailTiming>(form.Text("moderation"), ignoreCase: true, out var timing) ? timing : MailTiming.Never,
            StaffNoticeChoice.Parse(form.All("kinds")),
            form.Text("author_name"));
        var chosen = await request.Service<StaffNotices>().ChooseAsync(request.Person, choice, request.Aborted);
        return await ChangedAsync(request, chosen.Error, "notices-chosen");
    }

    private static async Task<IResult> ChangedAsync(AdminRequest request, Error? refusal, string notice) =>
        refusal is null ? AdminRequest.Done(AdminPaths.Account, notice) : await AccountEndpoints.ShowAsync(request, refusal);
}
