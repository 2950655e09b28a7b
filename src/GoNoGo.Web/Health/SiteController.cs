using GoNoGo.Blog.Content;
using GoNoGo.Gdpr.Rights;

namespace GoNoGo.Web.Health;

/// <summary>Who answers for the blog, as its own settings name them.</summary>
internal sealed class SiteController(CurrentSite site) : IControllerFacts
{
    public async Task<ControllerFacts> FindAsync(CancellationToken cancellationToken)
    {
        var found = await site.FindAsync(cancellationToken);
        return new ControllerFacts(found.TimeZone, found.Controller is not null);
    }
}
