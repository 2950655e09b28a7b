using GoNoGo.Blog.Site;
using GoNoGo.Gdpr.Register;
using GoNoGo.Integrations.Email;

namespace GoNoGo.Web.Hosting;

/// <summary>What register and notice say of the operator, as the blog's own settings name it.</summary>
internal static class OperatorFacts
{
    public static NoticeFacts Of(SiteSettings site, MailOptions mail) => new(
        site.Controller?.Name,
        site.Controller?.Email,
        site.Controller?.Address,
        mail.Transport is MailTransport.Smtp ? mail.Host : null);
}
