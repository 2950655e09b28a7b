using System.Net;
using GoNoGo.Comments;
using GoNoGo.Gdpr.Subjects;
using GoNoGo.Platform.Privacy;
using GoNoGo.Tests.Comments;
using GoNoGo.Tests.Support;

namespace GoNoGo.Tests.Platform.Privacy;

/// <summary>Keys are replaced without losing who was found or what was read by the old ones.</summary>
public sealed class KeyRotationTests
{
    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_person_is_found_under_the_old_key_and_moves_on_to_the_new_one(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        await house.SendWellAsync(Ada());
        var before = Assert.Single(await house.RowsAsync<Subject>()).EmailTag;

        Assert.Equal(2, house.Service<KeyRing>().Rotate(KeyPurpose.EmailTag));
        await house.SendWellAsync(Ada());

        var after = Assert.Single(await house.RowsAsync<Subject>()).EmailTag;
        Assert.StartsWith("1:", before, StringComparison.Ordinal);
        Assert.StartsWith("2:", after, StringComparison.Ordinal);
        house.Service<KeyRing>().Retire(KeyPurpose.EmailTag, 1);
        await house.SendWellAsync(Ada());
        Assert.Single(await house.RowsAsync<Subject>());
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Mailboxes_are_read_after_the_master_key_was_replaced_and_the_old_one_destroyed(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        await house.SendWellAsync(Ada() with { NotifyReplies = true });
        var subject = new SubjectId(Assert.Single(await house.RowsAsync<Subject>()).Id);

        house.Service<KeyRing>().Rotate(KeyPurpose.SubjectMaster);
        Assert.Equal(NewSubjects.StockSize, await house.Service<SubjectKeys>().RewrapAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await house.Service<SubjectKeys>().RewrapAsync(TestContext.Current.CancellationToken));
        house.Service<KeyRing>().Retire(KeyPurpose.SubjectMaster, 1);

        var mailbox = await house.InScopeAsync(scope => ((GoNoGo.Accounts.Mailboxes.MailboxVault)scope.GetService(
            typeof(GoNoGo.Accounts.Mailboxes.MailboxVault))!).FindAsync(subject, TestContext.Current.CancellationToken));
        Assert.Equal("ada@example.org", mailbox?.Address.Reveal());
    }

    [Fact]
    public void A_running_server_takes_up_a_key_that_was_replaced_beside_it_within_a_minute()
    {
        using var temporary = new Testing.TemporaryFolder();
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var folder = new KeyFolder(temporary["keys"]);
        folder.Ensure(mayMake: true);
        var server = new KeyRing(folder, clock);
        Assert.Equal(1, server.Current(KeyPurpose.EmailTag).Version);

        new KeyRing(new KeyFolder(temporary["keys"]), clock).Rotate(KeyPurpose.EmailTag);

        Assert.Equal(1, server.Current(KeyPurpose.EmailTag).Version);
        clock.Advance(KeyRing.Freshness);
        Assert.Equal(2, server.Current(KeyPurpose.EmailTag).Version);
    }

    [Fact]
    public void Limits_count_one_IPv4_address_or_a_whole_64_of_IPv6_and_never_the_tag_that_is_stored()
    {
        using var temporary = new Testing.TemporaryFolder();
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var pseudonyms = new Pseudonyms(new KeyRing(new KeyFolder(temporary["keys"]), clock));

        string Tag(string address) => pseudonyms.LimiterTag(IPAddress.Parse(address));

        Assert.NotEqual(Tag("192.0.2.1"), Tag("192.0.2.2"));
        Assert.Equal(Tag("192.0.2.1"), Tag("::ffff:192.0.2.1"));
        Assert.Equal(Tag("2001:db8:1:2::1"), Tag("2001:db8:1:2:ffff::9"));
        Assert.NotEqual(Tag("2001:db8:1:2::1"), Tag("2001:db8:1:3::1"));
        Assert.Equal(Tag("fe80::1%3"), Tag("fe80::1"));
        Assert.NotEqual(Tag("192.0.2.0"), pseudonyms.Tag(IPAddress.Parse("192.0.2.0")).Value);
    }

    private static NewComment Ada() => CommentHouse.Comment() with { AuthorEmail = "ada@example.org" };
}
