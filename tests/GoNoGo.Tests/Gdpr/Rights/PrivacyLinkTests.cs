using GoNoGo.Gdpr.Rights;
using GoNoGo.Platform.Privacy;
using GoNoGo.Tests.Comments;
using GoNoGo.Tests.Gdpr.Erasure;
using GoNoGo.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.Gdpr.Rights;

/// <summary>Links that prove an address: opened once, within an hour, and the same for every address.</summary>
public sealed class PrivacyLinkTests
{
    private const string Email = "marked-person-5117@example.org";

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_link_opens_once_and_its_page_lasts_thirty_minutes(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var token = await AskedAsync(house);
        Assert.True(await LinksAsync(house, links => links.CanOpenAsync(token, Ended)));

        var page = (await LinksAsync(house, links => links.OpenAsync(token, Ended))).Value;
        Assert.NotNull(page);
        Assert.Equal(Email, (await LinksAsync(house, links => links.FindOpenedAsync(page, Ended))).Value?.Address.Reveal());
        Assert.IsType<PrivacyLinkOver>((await LinksAsync(house, links => links.OpenAsync(token, Ended))).Error);
        Assert.IsType<PrivacyLinkOver>((await LinksAsync(house, links => links.OpenAsync(page, Ended))).Error);
        house.Clock.Advance(PrivacyLinks.PageLifetime);

        Assert.IsType<PrivacyLinkOver>((await LinksAsync(house, links => links.FindOpenedAsync(page, Ended))).Error);
        await house.SweepAsync();
        Assert.Empty(await house.RowsAsync<PrivacyLink>());
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task An_expired_a_cut_and_a_foreign_link_are_alike_and_no_address_is_readable(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var token = await AskedAsync(house);
        Assert.Empty(await Traces.OfAsync(house, provider, Email));

        var changed = (token[0] == 'A' ? "B" : "A") + token[1..];
        string[] wrong = ["", token[..^1], token + "A", new string('A', 22), "../../etc/passwd", changed];
        foreach (var other in wrong)
        {
            Assert.IsType<PrivacyLinkOver>((await LinksAsync(house, links => links.OpenAsync(other, Ended))).Error);
            Assert.IsType<PrivacyLinkOver>((await LinksAsync(house, links => links.FindOpenedAsync(other, Ended))).Error);
        }

        house.Clock.Advance(PrivacyLinks.LinkLifetime);
        Assert.IsType<PrivacyLinkOver>((await LinksAsync(house, links => links.OpenAsync(token, Ended))).Error);
    }

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    private static async Task<string> AskedAsync(CommentHouse house)
    {
        var asked = await LinksAsync(house, links => links.AskAsync(EmailAddress.TryParse(Email)!, "en", Ended));
        var waiting = await LinksAsync(house, links => links.FindWaitingAsync(asked.Value!.Id, Ended));
        Assert.Equal(Email, waiting?.Address.Reveal());
        return waiting!.Token;
    }

    private static Task<T> LinksAsync<T>(CommentHouse house, Func<PrivacyLinks, Task<T>> act) =>
        house.InScopeAsync(scope => act(scope.GetRequiredService<PrivacyLinks>()));
}
