using GoNoGo.Integrations.Email;
using GoNoGo.Integrations.Email.Ledger;
using GoNoGo.Platform.Events;
using GoNoGo.Tests.Support;

namespace GoNoGo.Tests.Mail;

/// <summary>Whatever a mail server does: nothing is lost, nothing goes in plain text, and a request does not notice (F12, M4).</summary>
public sealed class MailRelayTests : IDisposable
{
    private readonly TestAuthority authority = new();

    public static TheoryData<string, string> TransientAnswers => new()
    {
        { "MAIL", "421 4.3.2 Going down" },
        { "RCPT", "450 4.2.1 Later" },
        { "RCPT", "554 5.7.1 Relay access denied" },
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
        Assert.Empty(await house.Events.RowsAsync<MailSuppression>());
        relay.Script = RelayScript.Friendly;
        await house.EndsAsync("confirm_address", MailStatus.Delivered);

        Assert.Single(relay.Taken);
        Assert.DoesNotContain("mail.repeated", await house.AuditAsync());
    }

    [Theory]
    [InlineData("RCPT", "550 5.1.1 No such user", true)]
    [InlineData("RCPT", "550 No such user", true)]
    [InlineData("RCPT", "552 5.2.2 Mailbox full", false)]
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
        var cutAt = house.Events.Clock.GetUtcNow();
        relay.Script = RelayScript.Friendly;
        await house.EndsAsync("confirm_address", MailStatus.Delivered, TimeSpan.FromMinutes(5));

        // A copy may have arrived, so the next one waits.
        var (id, endedAt) = await house.RowAsync("confirm_address") is var row ? (row.Id, row.EndedAt) : default;
        Assert.True(endedAt - cutAt >= TimeSpan.FromMinutes(55), $"{endedAt - cutAt}");
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
    public async Task A_relay_that_takes_minutes_over_a_text_is_waited_for_and_gets_one_copy()
    {
        var answers = new TaskCompletionSource();
        await using var relay = new ScriptedRelay(RelayScript.Friendly with { BeforeAnswer = answers.Task }, authority);
        await using var house = await OpenAsync(relay);
        await house.SendAsync(MailHouse.Comment("ada@example.org"));
        await house.Events.HoldsAsync(
            "the text is there", async () => (await house.RowsAsync()).Any(row => row.LeftAt is not null) && relay.Lines.Any(IsRecipient));
        house.Events.Clock.Advance(TimeSpan.FromMinutes(5));
        answers.SetResult();
        await house.EndsAsync("confirm_address", MailStatus.Delivered);

        Assert.Equal(1, relay.Sessions);
        Assert.Single(relay.Taken);
        Assert.Equal(["mail.delivered"], await house.AuditAsync());
    }

    [Fact]
    public async Task A_mail_whose_address_was_refused_is_sent_once_an_operator_says_so()
    {
        await using var relay = new ScriptedRelay(Answering("RCPT", "550 5.1.1 No such user"), authority);
        await using var house = await OpenAsync(relay, options => options with { Moderators = ["m@example.org"] });
        await house.SendAsync(MailHouse.Comment());
        await house.EndsAsync("moderation", MailStatus.Failed);
        Assert.Single(await house.Events.RowsAsync<MailSuppression>());

        relay.Script = RelayScript.Friendly;
        await house.RetryAsync("moderation");
        await house.EndsAsync("moderation", MailStatus.Delivered);
        Assert.Empty(await house.Events.RowsAsync<MailSuppression>());
    }

    [Fact]
    public async Task A_mail_that_waits_for_its_next_attempt_leaves_at_once_when_an_operator_says_so()
    {
        await using var relay = new ScriptedRelay(Answering("RCPT", "450 4.2.1 Later"), authority);
        await using var house = await OpenAsync(relay);
        await house.SendAsync(MailHouse.Comment("ada@example.org"));
        await house.Events.AdvancesUntilAsync(
            "it waits for a minute",
            TimeSpan.FromSeconds(5),
            async () => (await house.Events.RowsAsync<OutboxDelivery>()).Any(row => row is { Attempts: >= 4, LeasedUntil: null }));
        relay.Script = RelayScript.Friendly;
        var retriedAt = house.Events.Clock.GetUtcNow();
        await house.RetryAsync("confirm_address");
        await house.EndsAsync("confirm_address", MailStatus.Delivered, TimeSpan.FromSeconds(1));

        var waited = (await house.RowAsync("confirm_address")).EndedAt - retriedAt;
        Assert.True(waited < TimeSpan.FromSeconds(30), $"{waited}");
        Assert.Single(await house.Events.RowsAsync<OutboxDelivery>(), delivery => delivery.Handler == "mail.send");
    }

    [Fact]
    public async Task One_full_mailbox_is_not_told_as_a_mail_server_that_takes_nothing()
    {
        await using var relay = new ScriptedRelay(
            RelayScript.Friendly with
            {
                AnswerTo = line => line.StartsWith("RCPT TO:<full@", StringComparison.Ordinal) ? "452 4.2.2 Mailbox full" : null,
            },
            authority);
        await using var house = await OpenAsync(relay);
        await house.SendAsync(MailHouse.Comment("full@example.org"));
        await house.Events.AdvancesUntilAsync(
            "it was put off", TimeSpan.FromSeconds(5), async () => (await house.RowsAsync()).Any(row => row.FailingSince != null));
        var end = house.Events.Clock.GetUtcNow() + TimeSpan.FromMinutes(20);
        await house.SendAsync(MailHouse.Comment("ada@example.org"));
        await house.Events.AdvancesUntilAsync(
            "some time passed", TimeSpan.FromMinutes(2), () => Task.FromResult(house.Events.Clock.GetUtcNow() > end));

        var trouble = Assert.Single(await house.TroublesAsync());
        Assert.Equal(("mails_put_off", false), (trouble.Code, trouble.NeedsMending));
        Assert.Contains("(Smtp452) while others leave", trouble.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_relay_that_takes_no_password_is_named_as_that_and_hears_the_senders_domain()
    {
        await using var relay = new ScriptedRelay(RelayScript.Friendly, authority);
        await using var house = await OpenAsync(relay, options => options with { Username = "blog", Password = "secret" });
        await DeferredAsync(house);

        Assert.Equal("AuthenticationRefused", (await house.RowAsync("confirm_address")).Reason);
        Assert.Contains("EHLO example.org", relay.Lines);
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
        Assert.All(
            (await house.RowsAsync()).Where(row => row.FailingSince is not null), row => Assert.Equal("RelayUnreachable", row.Reason));
        Assert.Contains(await house.Events.RowsAsync<OutboxDelivery>(), delivery => delivery.LastCode == "RelayLeftAlone");
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
        Assert.Equal("mail.given_up", (await house.AuditAsync())[^1]);
        Assert.Equal(
            DeliveryStatus.Dead, Assert.Single(await house.Events.RowsAsync<OutboxDelivery>(), one => one.Handler == "mail.send").Status);

        relay.Script = RelayScript.Friendly;
        await house.RetryAsync("moderation");
        await house.EndsAsync("moderation", MailStatus.Delivered);
        Assert.Single(relay.Taken);
    }

    private static bool IsRecipient(string line) => line.StartsWith("RCPT", StringComparison.Ordinal);

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
