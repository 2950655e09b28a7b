using System.Net;
using System.Net.Http.Json;
using GoNoGo.Accounts.Users;
using GoNoGo.Gdpr.Rights;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Web.Tests.Api;
using GoNoGo.Web.Tests.Comments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Web.Tests.Admin;

/// <summary>Who of the staff looks at personal data is entered: once for each page that is opened, and for no other page.</summary>
public sealed class AccessEntryTests(StaffBlog blog) : IClassFixture<StaffBlog>
{
    // Every page of the admin that lists personal data of others, with what its entry names.
    private static readonly (string Path, string Resource)[] Entered =
    [
        ("/admin/queue/", "moderation_queue"),
        ("/admin/comments/", "moderation_queue"),
        ("/admin/comments/{comment}/", "comment"),
        ("/admin/blocks/", "sender_blocks"),
        ("/admin/mails/", "mails"),
        ("/admin/audit/", "audit_trail"),
        ("/admin/people/", "staff"),
        ("/admin/requests/", "privacy_request"),
        ("/admin/requests/{request}/", "privacy_request"),
        ("/admin/retention/", "legal_holds"),
        ("/api/v1/moderation/queue", "moderation_queue"),
        ("/api/v1/moderation/comments", "moderation_queue"),
        ("/api/v1/moderation/comments/{comment}", "comment"),
        ("/api/v1/moderation/blocks", "sender_blocks"),
        ("/api/v1/privacy/requests", "privacy_request"),
        ("/api/v1/privacy/requests/{request}", "privacy_request"),
        ("/api/v1/privacy/holds", "legal_holds"),
        ("/api/v1/audit/entries", "audit_trail"),
    ];

    // Figures, settings, and what is one's own.
    private static readonly string[] Others =
    [
        "/admin/", "/admin/account/", "/admin/account/password/", "/admin/confirm/", "/admin/consent-texts/", "/admin/content/",
        "/admin/events/", "/admin/health/", "/admin/hosting/", "/admin/keys/", "/admin/mails/preview/{kind}/", "/admin/settings/",
        "/api/v1/privacy/retention", "/api/v1/audit/status", "/api/v1/audit/verifications/latest",
    ];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_page_that_shows_personal_data_enters_who_looks_once_and_no_other_page_does()
    {
        await blog.AppearsAsync("/");
        var (comment, manage) = await blog.Reader.TakeCommentAsync("post-1", ApiClient.Comment("Looked at"));
        var own = await blog.Reader.OpenAsync(manage.Replace("/comments/", "/privacy/comment/", StringComparison.Ordinal));
        await blog.Reader.PressAsync(own.Page, "object", ("text", "Leave me out."));
        using var person = await blog.NewPersonAsync(StaffRoles.Administrator);
        var request = await RequestAsync();
        using var begun = await person.PostAsJsonAsync("/api/v1/audit/verifications", new { }, Cancelled); // So that there is a latest one.
        foreach (var (path, resource) in Entered.Concat(Others.Select(path => (path, Resource: ""))))
        {
            var before = await EntriesAsync();
            var whole = path.Replace("{comment}", comment.ToString("D"), StringComparison.Ordinal)
                .Replace("{request}", request.ToString("D"), StringComparison.Ordinal);
            var answer = await person.GetAsync(whole.Replace("{kind}", "reply", StringComparison.Ordinal), Cancelled);
            var entered = (await EntriesAsync()).Skip(before.Count).ToList();

            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode}");
            var expected = resource.Length == 0 ? [] : new[] { (path, AuditActor.Moderator, resource) };
            Assert.Equal(expected, entered.Select(entry => (path, entry.Actor, entry.ResourceType)));
        }
    }

    [Fact]
    public void Every_page_of_the_admin_is_named_here()
    {
        var named = Entered.Select(one => one.Path.Replace("{comment}", "{id:guid}", StringComparison.Ordinal)
            .Replace("{request}", "{id:guid}", StringComparison.Ordinal)).Concat(Others);
        var pages = AccessTests.ReadableOf(blog)
            .Where(path => path.StartsWith("/admin", StringComparison.Ordinal)
                || path.StartsWith("/api/v1/moderation", StringComparison.Ordinal)
                || path.StartsWith("/api/v1/privacy", StringComparison.Ordinal)
                || path.StartsWith("/api/v1/audit", StringComparison.Ordinal))
            .Where(path => !path.Contains("/set-up/", StringComparison.Ordinal) && !path.Contains("/sign-in/", StringComparison.Ordinal));

        Assert.Empty(pages.Except(named));
    }

    private async Task<Guid> RequestAsync()
    {
        await using var scope = blog.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<PrivacyRequests>().ListAsync(includeAnswered: false, Cancelled))[0].Id;
    }

    private async Task<IReadOnlyList<AuditEntry>> EntriesAsync()
    {
        await using var scope = blog.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DataContext>().Set<AuditEntry>().AsNoTracking()
            .Where(entry => entry.Action == AccessLog.Action)
            .OrderBy(entry => entry.Sequence)
            .ToListAsync(Cancelled);
    }
}
