using GoNoGo.Integrations.Email;
using GoNoGo.Integrations.Email.Ledger;
using GoNoGo.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.Mail;

/// <summary>Whatever a mail server does: nothing is lost, nothing goes in plain text, and a request does not notice (F12, M4).</summary>
public sealed class MailRelayTests : IDisposable
{
    private readonly TestAuthority authority = new();

    public static TheoryData<string, string> TransientAnswers => new()
    {
        { "MAIL", "421 4.3.2 Going down" },
        { "RCPT", "450 4.2.1 Later" },
        { "TEXT", "451 4.3.0 Not now" },
        { "EHLO", "421 4.3.2 Busy" },
        { "MAIL", "530 5.7.0 Sign in first" },
    };

    public void Dispose() => authority.Dispose();

    [Theory]
    [MemberData(nameof(TransientAnswers))]
    public async Task A_mail_that_is_put_off_goes_out_once_when_the_server_takes_it(string verb, string answer)
    {
        await using var relay = new ScriptedRelay(Answering(verb, answer), authority);
        await using var house = await OpenAsync(relay);
        await DeferredAsync(house);
        relay.Script = RelayScript.Friendly;
        await house.EndsAsync("confirm_address", MailStatus.Delivered);

        Assert.Single(relay.Taken);
        Assert.DoesNotContain("mail.repeated", await house.AuditAsync());
    }

    [Theory]
    [InlineData("RCPT", "550 5.1.1 No such user", true)]
    [InlineData("TEXT", "550 5.1.1 No such user", true)]
    [InlineData("TEXT", "554 5.7.1 Looks like spam", false)]
    public async Task A_mail_that_is_refused_is_not_tried_again_and_a_dead_address_is_left_alone(
        string verb, string answer, bool suppresses)
    {
        await using var relay = new ScriptedRelay(Answering(verb, answer), authority);
        await using var house = await OpenAsync(relay);
        await house.SendAsync(MailHouse.Comment("ada@example.org"));
        await house.EndsAsync("confirm_address", MailStatus.Failed);

        Assert.Equal("Smtp" + answer[..3], (await house.RowAsync("confirm_address")).Reason);
        Assert.Equal(suppresses ? 1 : 0, (await house.Events.RowsAsync<MailSuppression>()).Count);
        Assert.Equal(["mail.failed"], await house.AuditAsync());
    }

    [Fact]
    public async Task A_connection_cut_after_the_text_sends_it_again_under_the_same_id_and_says_so()
    {
        await using var relay = new ScriptedRelay(new RelayScript { CutsAfterText = true }, authority);
        await using var house = await OpenAsync(relay);
        await DeferredAsync(house);
        relay.Script = RelayScript.Friendly;
        await house.EndsAsync("confirm_address", MailStatus.Delivered);

        var id = (await house.RowAsync("confirm_address")).Id;
        Assert.Contains($"Message-Id: <{id:N}@example.org>", Assert.Single(relay.Taken), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["mail.deferred", "mail.repeated", "mail.delivered"], await house.AuditAsync());
    }

    [Fact]
    public async Task Without_encryption_nothing_of_a_mail_leaves()
    {
        await using var relay = new ScriptedRelay(new RelayScript { OffersTls = false }, authority);
        await using var house = await OpenAsync(relay);
        await DeferredAsync(house);

        Assert.Equal("StartTlsMissing", (await house.RowAsync("confirm_address")).Reason);
        Assert.All(relay.PlainLines, line => Assert.Matches("^(EHLO|QUIT)", line));
    }

    [Theory]
    [InlineData("elsewhere.example", true)]
    [InlineData("localhost", false)]
    public async Task A_certificate_of_another_name_or_of_nobody_is_refused(string name, bool isTrusted)
    {
        await using var relay = new ScriptedRelay(new RelayScript { CertificateName = name }, authority);
        await using var house = await OpenAsync(relay, options => isTrusted ? options : options with { CaFile = null });
        await DeferredAsync(house);

        Assert.Equal("TlsRefused", (await house.RowAsync("confirm_address")).Reason);
        Assert.Empty(relay.Taken);
        Assert.All(relay.PlainLines, line => Assert.Matches("^(EHLO|STARTTLS)", line));
    }

    [Fact]
    public async Task Lines_slipped_in_before_the_encryption_count_for_nothing()
    {
        await using var relay = new ScriptedRelay(new RelayScript { Injected = "250 2.0.0 Slipped in" }, authority);
        await using var house = await OpenAsync(relay);
        await house.SendAsync(MailHouse.Comment("ada@example.org"));
        await house.Events.AdvancesUntilAsync(
            "it was tried", TimeSpan.FromSeconds(5), async () => (await house.RowsAsync()).Any(row => row.Attempts > 0));

        // Aborting is right, and so is to throw the line away: what must not be is that it stands for an answer to what follows.
        Assert.DoesNotContain(relay.PlainLines, line => line.StartsWith("MAIL", StringComparison.Ordinal));
        Assert.True(relay.Taken.Count <= 1);
    }

    [Fact]
    public async Task A_tar_pit_holds_a_mail_for_its_time_limit_and_no_comment_at_all()
    {
        await using var relay = new ScriptedRelay(new RelayScript { Greeting = null }, authority);
        await using var house = await OpenAsync(relay);
        await house.SendAsync(MailHouse.Comment("ada@example.org"));
        await house.Events.HoldsAsync("the mail hangs", () => Task.FromResult(relay.Sessions == 1));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await house.SendAsync(MailHouse.Comment("grace@example.org", "Not slowed."));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"{watch.Elapsed}");
        await house.Events.AdvancesUntilAsync(
            "it was given up", TimeSpan.FromSeconds(5), async () => (await house.RowsAsync()).Any(row => row.Reason == "RelayTooSlow"));
    }

    [Fact]
    public async Task A_relay_that_is_gone_for_a_day_loses_nothing_is_left_alone_between_and_named_in_health()
    {
        var relay = new ScriptedRelay(RelayScript.Friendly, authority);
        var port = relay.Port;
        await relay.DisposeAsync();
        await using var house = await MailHouse.OpenAsync(DatabaseProvider.Sqlite, options => Smtp(options, port));
        for (var i = 0; i < 6; i++)
        {
            await house.SendAsync(MailHouse.Comment($"a{i}@example.org", $"Thought {i}."));
        }

        var end = house.Events.Clock.GetUtcNow() + TimeSpan.FromHours(25);
        await house.Events.AdvancesUntilAsync(
            "a day passed", TimeSpan.FromHours(2), () => Task.FromResult(house.Events.Clock.GetUtcNow() > end));

        Assert.All(await house.RowsAsync(), row => Assert.Equal(MailStatus.Queued, row.Status));
        Assert.Contains(await house.RowsAsync(), row => row.Reason == "RelayLeftAlone");
        var trouble = Assert.Single(await house.TroublesAsync(), one => one.Code == "relay_failing");
        Assert.Contains("has taken no mail since 2028-02-29", trouble.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_is_given_up_after_ten_tries_and_not_before_seventy_two_hours_and_can_be_tried_again()
    {
        await using var relay = new ScriptedRelay(Answering("RCPT", "450 4.2.1 Later"), authority);
        await using var house = await OpenAsync(relay, options => options with { Moderators = ["ada@example.org"] });
        await house.SendAsync(MailHouse.Comment());
        await house.EndsAsync("moderation", MailStatus.Failed, TimeSpan.FromHours(4));
        var row = await house.RowAsync("moderation");
        Assert.True(row.Attempts >= 10, $"{row.Attempts} attempts");
        Assert.True(row.EndedAt - row.DueAt >= TimeSpan.FromHours(72), $"{row.EndedAt - row.DueAt}");

        relay.Script = RelayScript.Friendly;
        var retried = await house.Events.InScopeAsync(scope =>
            scope.GetRequiredService<MailDesk>().RetryAsync(row.Id, TestContext.Current.CancellationToken));
        Assert.Null(retried.Error);
        await house.EndsAsync("moderation", MailStatus.Delivered);
        Assert.Single(relay.Taken);
    }

    private static RelayScript Answering(string verb, string answer) =>
        new() { Answers = new Dictionary<string, string>(StringComparer.Ordinal) { [verb] = answer } };

    private static async Task DeferredAsync(MailHouse house)
    {
        await house.SendAsync(MailHouse.Comment("ada@example.org"));
        await house.Events.AdvancesUntilAsync(
            "it was put off",
            TimeSpan.FromSeconds(5),
            async () => (await house.RowsAsync()).Any(row => row is { Status: MailStatus.Queued, Attempts: > 0 }));
    }

    private Task<MailHouse> OpenAsync(ScriptedRelay relay, Func<MailOptions, MailOptions>? adjust = null) => MailHouse.OpenAsync(
        DatabaseProvider.Sqlite, options => adjust?.Invoke(Smtp(options, relay.Port)) ?? Smtp(options, relay.Port));

    private MailOptions Smtp(MailOptions options, int port) => options with
    {
        Transport = MailTransport.Smtp,
        Host = "localhost",
        Port = port,
        CaFile = authority.CaFile,
        From = "blog@example.org",
    };
}
