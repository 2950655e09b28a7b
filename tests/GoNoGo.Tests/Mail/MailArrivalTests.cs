using System.Text.RegularExpressions;
using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Accounts.Sessions;
using GoNoGo.Accounts.Users;
using GoNoGo.Blog.Content;
using GoNoGo.Blog.Site;
using GoNoGo.Gdpr.Rights;
using GoNoGo.Integrations.Email;
using GoNoGo.Platform.Privacy;
using GoNoGo.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.Mail;

/// <summary>Every kind of mail, sent over TLS to a real server and read by a library that did not write it.</summary>
public sealed class MailArrivalTests
{
    private static readonly Guid RequestId = new("019a9d3e-7c00-7000-8000-0000000000aa");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_kind_of_mail_arrives_whole()
    {
        Assert.SkipWhen(RealRelay.IsMissing, RealRelay.Missing);
        using var authority = new TestAuthority();
        await using var relay = await RealRelay.StartAsync(authority);
        await using var house = await MailHouse.OpenAsync(
            DatabaseProvider.Sqlite,
            options => Settings(options, relay.Port, authority),
            services => services.AddScoped<ISignInMails, OneSignIn>().AddScoped<IPrivacyMails, OneRequest>());
        await CauseEveryKindAsync(house);

        foreach (var kind in MailKinds.All)
        {
            var row = (await house.RowsAsync()).First(mail => mail.Kind == kind.Name && mail.Status.ToString() == "Delivered");
            var mail = Assert.Single(relay.Kept, kept => kept.Header("Message-ID") == $"<{row.Id:N}@example.org>");
            AssertWhole(mail, kind);
        }

        var reply = Assert.Single(relay.Kept, mail => mail.Header("Subject") == "Neuer Kommentar zu: Über den ersten Beitrag"
            && mail.Recipients[0] == "jörg@example.org");
        Assert.Matches("^<comment\\.[0-9a-f]{32}@example.org>$", reply.Header("References"));
        Assert.Contains("> Grüße, “Ada” & <Co>", reply.Parts[0].Text, StringComparison.Ordinal);
        var decision = Assert.Single(relay.Kept, mail => mail.Header("Subject").StartsWith("Ihr Kommentar ist", StringComparison.Ordinal));
        Assert.Equal(reply.Header("References"), decision.Header("References"));
    }

    private static void AssertWhole(KeptMail mail, MailKind kind)
    {
        Assert.Empty(mail.Defects);
        Assert.Equal("blog@example.org", mail.Sender);
        Assert.Single(mail.Recipients);
        Assert.Equal("Ein Blög <blog@example.org>", mail.Header("From"));
        Assert.Equal("auto-generated", mail.Header("Auto-Submitted"));
        Assert.Equal("multipart/alternative", mail.Type);
        Assert.Equal(["text/plain", "text/html"], mail.Parts.Select(part => part.Type));
        Assert.Equal(kind.CanBeLeft, mail.Has("List-Unsubscribe"));
        if (kind.CanBeLeft)
        {
            var address = mail.Header("List-Unsubscribe").Trim().Trim('<', '>'); // Long headers are folded.
            Assert.Matches("^https://blog\\.example\\.org/mail/leave/[A-Za-z0-9_-]{22}$", address);
            Assert.Equal("List-Unsubscribe=One-Click", mail.Header("List-Unsubscribe-Post"));
            Assert.All(mail.Parts, part => Assert.Contains(address, part.Text, StringComparison.Ordinal));
        }

        Assert.All(mail.Parts, part => Assert.Contains("https://blog.example.org/privacy-policy", part.Text, StringComparison.Ordinal));
        var html = mail.Parts[1].Text;
        Assert.DoesNotMatch("<(img|script|link|iframe|object|form)|src=|url\\(|@import|@font-face", html);
        Assert.DoesNotMatch("&#x(?!(2[0-9A-F]|A);)", html);
        Assert.All(
            Regex.Matches(html, "href=\"(?<address>[^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1))
                .Select(match => match.Groups["address"].Value),
            address => Assert.StartsWith("https://blog.example.org/", address, StringComparison.Ordinal));
    }

    private static async Task CauseEveryKindAsync(MailHouse house)
    {
        var problem = new ContentProblem("content/posts/a.md", 3, ContentProblemSeverity.Refused, "wrong_date", "The date cannot be read.");
        house.Show(new SiteSettings { Title = "Ein Blög", Author = MailHouse.Author }, problem);
        var question = await house.SendAsync(MailHouse.Comment("jörg@example.org", post: MailHouse.GermanPost));
        await house.DrainAsync();
        await house.ConfirmAsync(question.Id);
        await house.ApproveAsync(question.Id);
        var answer = await house.SendAsync(
            MailHouse.Comment(content: "Grüße, “Ada” & \\<Co\\>", parent: question.Id, post: MailHouse.GermanPost));
        await house.ApproveAsync(answer.Id);
        await house.DrainAsync();
        await house.RejectAsync(question.Id);
        await house.Events.InScopeAsync(async scope =>
        {
            await scope.GetRequiredService<StaffDirectory>().AddAsync(null, "grace", StaffRoles.Author, Cancelled);
            var grace = (await scope.GetRequiredService<StaffDirectory>().ListAsync(Cancelled)).Single();
            var person = new SignedInPerson(grace.Id, grace.Handle, grace.Roles, Guid.Empty, MustConfirm: false);
            return await scope.GetRequiredService<StaffNotices>().GiveAddressAsync(person, "grace@example.org", Cancelled);
        });
        await house.Events.WriteAsync(transaction =>
        {
            transaction.Publish(new ContentUpdated(new string('a', 40), new string('b', 40)));
            transaction.Publish(new SignInRequested(RequestId));
            transaction.Publish(new PrivacyStepTaken(RequestId, PrivacyStep.Refused));
        });
        await house.DrainAsync();
        await house.EndsAsync("weekly_digest", Integrations.Email.Ledger.MailStatus.Delivered, TimeSpan.FromDays(1));
    }

    private static MailOptions Settings(MailOptions options, int port, TestAuthority authority) => options with
    {
        Transport = MailTransport.Smtp,
        Host = "localhost",
        Port = port,
        CaFile = authority.CaFile,
        Username = "gonogo",
        Password = "let me send",
        From = "blog@example.org",
        Operator = "operator@example.org",
        OperatorMails = ["content_updated", "problems", "weekly_digest"],
        Moderators = ["moderator@example.org"],
        Authors = [$"{MailHouse.Author} <author@example.org>"],
    };

    private sealed class OneSignIn : ISignInMails
    {
        public Task<SignInMail?> FindAsync(Guid requestId, CancellationToken cancellationToken) => Task.FromResult(
            requestId == RequestId ? new SignInMail(Somebody, "en", "/sign-in/secret", ValidMinutes: 15) : null);
    }

    private sealed class OneRequest : IPrivacyMails
    {
        public Task<PrivacyMail?> FindAsync(Guid requestId, PrivacyStep step, CancellationToken cancellationToken) =>
            Task.FromResult<PrivacyMail?>(new PrivacyMail(
                Somebody, "de", PrivacyRequestKind.Rectification, new DateOnly(2028, 3, 31), "Die Rechnung muss bleiben.", "/privacy"));
    }

    private static EmailAddress Somebody => EmailAddress.TryParse("somebody@example.org")!; // It is one.
}
