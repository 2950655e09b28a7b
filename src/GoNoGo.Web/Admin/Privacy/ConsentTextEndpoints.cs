using GoNoGo.Accounts.Users;
using GoNoGo.Gdpr.Consent;
using GoNoGo.Web.Admin.Frame;
using GoNoGo.Web.Admin.Pages;

namespace GoNoGo.Web.Admin.Privacy;

/// <summary>The exact words that people agreed to, in every version, and how often.</summary>
internal static class ConsentTextEndpoints
{
    public static void MapConsentTexts(this RouteGroupBuilder admin) =>
        admin.MapAdminPage("/consent-texts/", Permission.ManagePrivacy, ShowAsync);

    private static async Task<IResult> ShowAsync(AdminRequest request) => await request.PageAsync<ConsentTextsPage>(
        request.Words.NavConsentTexts,
        (nameof(ConsentTextsPage.Counts), await request.Service<ConsentLedger>().CountAsync(request.Aborted)));
}
