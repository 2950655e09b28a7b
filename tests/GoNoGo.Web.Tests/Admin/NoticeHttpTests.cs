using System.Net;
using AngleSharp.Html.Dom;
using GoNoGo.Accounts.Users;
using GoNoGo.Web.Admin.Frame;

namespace GoNoGo.Web.Tests.Admin;

/// <summary>The address and the choice of mails on one's own account page.</summary>
public sealed class NoticeHttpTests(StaffBlog blog) : IClassFixture<StaffBlog>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_address_is_given_and_deleted_and_shown_on_no_page()
    {
        using var person = await blog.NewPersonAsync(StaffRoles.Administrator);

        var given = await person.PostAsync("/admin/account/address/", ("email", "hidden.somewhere@example.org"));
        Assert.Equal("/admin/account/?done=address-given", given.Headers.Location?.OriginalString);
        foreach (var path in new[] { AdminPaths.Account, AdminPaths.People, AdminPaths.Mails, "/admin/audit/", "/admin/settings/" })
        {
            var html = await person.GetStringAsync(path, Cancelled);
            Assert.DoesNotContain("hidden.somewhere", html, StringComparison.Ordinal);
        }

        Assert.Contains("waiting to be confirmed", await person.GetStringAsync(AdminPaths.Account, Cancelled), StringComparison.Ordinal);
        await person.PostAsync("/admin/account/address/removal/");
        Assert.Contains("You have given no address", await person.GetStringAsync(AdminPaths.Account, Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_chosen_stands_on_the_page_and_only_kinds_of_ones_roles_are_offered()
    {
        using var person = await blog.NewPersonAsync(StaffRoles.Moderator);

        await person.PostAsync("/admin/account/notices/", ("moderation", "Hourly"), ("kinds", "weekly_digest"));

        var page = await (await person.GetAsync(AdminPaths.Account, Cancelled)).PageOfAsync();
        Assert.Equal("Hourly", ((IHtmlSelectElement)page.GetElementById("moderation")!).Value); // A moderator has it.
        Assert.True(((IHtmlInputElement)page.GetElementById("mail-weekly_digest")!).IsChecked); // Everybody has it.
        Assert.Null(page.GetElementById("mail-content_updated"));
        Assert.Null(page.GetElementById("author-name"));
    }

    [Fact]
    public async Task What_is_no_address_is_said_and_nothing_is_kept()
    {
        using var person = await blog.NewPersonAsync(StaffRoles.Moderator);

        var refused = await person.PostAsync("/admin/account/address/", ("email", "nonsense"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("does not look like one", await refused.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }
}
