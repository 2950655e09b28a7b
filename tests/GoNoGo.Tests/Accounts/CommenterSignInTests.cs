using System.Text;
using GoNoGo.Accounts.Commenters;
using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Accounts.Sessions;
using GoNoGo.Accounts.SignIn;
using GoNoGo.Gdpr.Erasure;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using GoNoGo.Tests.Comments;
using GoNoGo.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.Accounts;

/// <summary>Commenters who sign in by a mailed link: once, within a quarter of an hour, while there is a comment of theirs.</summary>
public sealed class CommenterSignInTests
{
    private const string Address = "lovelace@example.org";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_link_is_good_once_even_if_it_is_used_twice_at_once(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        await house.SendWellAsync(CommentHouse.Comment() with { AuthorEmail = Address });
        var token = TokenOf(await AskAsync(house));

        var tries = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => UseAsync(house, token)));

        var session = Assert.Single(tries, one => one.Error is null);
        Assert.NotNull(await FindAsync(house, StaffHouse.Good(session).SecretId));
        Assert.Equal(new SignInLinkOver(), (await UseAsync(house, token)).Error);
        Assert.Empty(await house.RowsAsync<CommenterSignIn>());
        Assert.Contains(await house.RowsAsync<AuditEntry>(), entry => entry.Action == "commenter.signed_in");
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_link_that_is_over_opens_nothing_and_is_swept_with_the_address_it_waited_for(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        await house.SendWellAsync(CommentHouse.Comment() with { AuthorEmail = Address });
        var mail = await AskAsync(house);
        Assert.DoesNotContain(Address, Encoding.UTF8.GetString(Assert.Single(await house.RowsAsync<CommenterSignIn>()).Address));

        house.Clock.Advance(CommenterSignIns.Lifetime);

        Assert.Equal(new SignInLinkOver(), (await UseAsync(house, TokenOf(mail))).Error);
        Assert.Equal(new SignInLinkOver(), (await UseAsync(house, "nonsense")).Error);
        await house.SweepAsync();
        Assert.Empty(await house.RowsAsync<CommenterSignIn>());
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Nobody_who_has_not_commented_gets_a_mail(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);

        Assert.Null(await AskAsync(house));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Sessions_and_choices_go_with_the_last_comment_and_with_the_person(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        foreach (var isWhole in new[] { false, true })
        {
            var sent = await house.SendWellAsync(CommentHouse.Comment() with { AuthorEmail = Address });
            var secret = StaffHouse.Good(await UseAsync(house, TokenOf(await AskAsync(house)))).SecretId;
            var commenter = (await FindAsync(house, secret))!;
            StaffHouse.Good(await house.InScopeAsync(scope => scope.GetRequiredService<CommenterAccount>()
                .ChooseAsync(commenter, new CommenterChoice("Ada", "de", false, false), Cancelled)));
            var (kind, target) = isWhole ? (ErasureKind.Subject, commenter.Subject.Value) : (ErasureKind.Comment, sent.Id);

            StaffHouse.Good(await house.InScopeAsync(scope => scope.GetRequiredService<Erasures>()
                .EraseAsync(kind, target, AuditActor.CommentAuthor, Cancelled)));

            Assert.Null(await FindAsync(house, secret));
            Assert.Empty(await house.RowsAsync<Session>());
            Assert.Empty(await house.RowsAsync<CommenterProfile>());
        }
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_session_of_a_commenter_is_none_of_the_staff_and_the_other_way_round(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        await house.SendWellAsync(CommentHouse.Comment() with { AuthorEmail = Address });
        var secret = StaffHouse.Good(await UseAsync(house, TokenOf(await AskAsync(house)))).SecretId;
        var ada = await house.AddAsync("ada");

        Assert.Null(await house.FindAsync(secret));
        Assert.Null(await FindAsync(house, ada.SecretId));
        Assert.Equal(PrivacyLevel.Authenticated, (await FindAsync(house, secret))!.Viewer.Level);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Choices_of_mail_are_kept_where_there_is_an_address_for_them(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        await house.SendWellAsync(CommentHouse.Comment() with { AuthorEmail = Address, NotifyReplies = true });
        var commenter = (await FindAsync(house, StaffHouse.Good(await UseAsync(house, TokenOf(await AskAsync(house)))).SecretId))!;

        foreach (var wants in new[] { false, true })
        {
            var choice = new CommenterChoice(null, null, WantsAnswers: wants, WantsDecisions: !wants);
            StaffHouse.Good(await house.InScopeAsync(scope =>
                scope.GetRequiredService<CommenterAccount>().ChooseAsync(commenter, choice, Cancelled)));
            var shown = await house.InScopeAsync(scope => scope.GetRequiredService<CommenterAccount>().ShowAsync(commenter, Cancelled));
            Assert.Equal((choice, AddressStanding.Waiting), (shown.Choice, shown.Standing));
        }
    }

    private static async Task<SignInMail?> AskAsync(CommentHouse house)
    {
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        var address = EmailAddress.TryParse(Address)!; // It is one.
        StaffHouse.Good(await house.InScopeAsync(scope => scope.GetRequiredService<CommenterSignIns>().AskAsync(address, "en", Cancelled)));
        var asked = (await house.RowsAsync<CommenterSignIn>()).MaxBy(link => link.ExpiresAt)!; // It was just asked for.
        return await house.InScopeAsync(scope => scope.GetRequiredService<CommenterSignIns>().FindAsync(asked.Id, Cancelled));
    }

    private static string TokenOf(SignInMail? mail) => mail!.Path.Split('/')[^2];

    private static Task<Result<StartedSession>> UseAsync(CommentHouse house, string token) => house.InScopeAsync(scope =>
        scope.GetRequiredService<CommenterSignIns>().UseAsync(token, StaffHouse.Home, previous: null, Cancelled));

    private static Task<SignedInCommenter?> FindAsync(CommentHouse house, string secretId) => house.InScopeAsync(scope =>
        scope.GetRequiredService<SessionStore>().FindCommenterAsync(secretId, StaffHouse.Home, Cancelled));
}
