using GoNoGo.Blog.Content;
using GoNoGo.Blog.Site;
using GoNoGo.Web.Admin.Frame;

namespace GoNoGo.Web.Admin.Privacy;

/// <summary>The pages of who answers for personal data, a line for each.</summary>
internal static class PrivacyEndpoints
{
    public static void MapPrivacy(this RouteGroupBuilder admin)
    {
        admin.MapRequests();
        admin.MapRetention();
        admin.MapConsentTexts();
    }

    /// <summary>The zone in which the blog's days begin.</summary>
    public static TimeZoneInfo ZoneOf(AdminRequest request) =>
        (request.Service<SnapshotStore>().Current?.Site ?? SiteSettings.Default).TimeZone;
}
