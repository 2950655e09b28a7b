using DnsClient;
using GoNoGo.Integrations.Email;
using GoNoGo.Integrations.Email.Checking;
using GoNoGo.Integrations.Email.Sending;
using GoNoGo.Platform.Health;
using Microsoft.Extensions.Options;

namespace GoNoGo.Tests.Mail;

/// <summary>What the doctor says of the mail server and of the sender's domain, with what to do.</summary>
public sealed class MailDoctorTests : IDisposable
{
    private const string Domain = "blog.example.org";

    private readonly TestAuthority authority = new();
    private readonly Testing.TemporaryFolder folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string[], string> Records => new()
    {
        { "spf_missing", Domain, [], $"{Domain} has no SPF record" },
        { "spf_missing", Domain, ["v=spf10 -all"], $"{Domain} has no SPF record" },
        { "spf_twice", Domain, ["v=spf1 mx -all", "v=spf1 -all"], "has 2 SPF records" },
        { "spf_open", Domain, ["v=spf1 mx +all"], "lets everybody send in its name" },
        { "spf_open", Domain, ["v=spf1 all"], "lets everybody send in its name" },
        { "dmarc_missing", "_dmarc.example.org", [], $"at _dmarc.{Domain}" },
        { "dmarc_broken", "_dmarc.example.org", ["v=DMARC1; p=maybe"], "The DMARC record of example.org has no policy" },
        { "dkim_missing", $"relay._domainkey.{Domain}", [], $"no DKIM key at relay._domainkey.{Domain}" },
        { "dkim_revoked", $"relay._domainkey.{Domain}", ["v=DKIM1; p="], "is withdrawn" },
    };

    public void Dispose()
    {
        authority.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_domain_with_all_its_records_is_well_also_where_a_parent_has_the_policy_and_the_key_is_long()
    {
        await using var dns = NewDns();
        Assert.Empty(await LookAsync(dns));
    }

    [Theory]
    [MemberData(nameof(Records))]
    public async Task A_record_that_is_missing_or_wrong_is_said_with_what_to_do(string code, string name, string[] texts, string words)
    {
        await using var dns = NewDns();
        dns.Texts[name] = texts;
        var trouble = Assert.Single(await LookAsync(dns));

        Assert.Equal((code, true), (trouble.Code, trouble.NeedsMending));
        Assert.Contains(words, trouble.Message, StringComparison.Ordinal);
        Assert.Contains(": ", trouble.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(byte.MaxValue)]
    public async Task A_name_server_that_fails_or_is_silent_is_no_fault_of_the_domain(byte failure)
    {
        await using var dns = NewDns();
        dns.Failure = failure;
        var trouble = Assert.Single(await LookAsync(dns));

        Assert.Equal(("dns_unanswered", false), (trouble.Code, trouble.NeedsMending));
    }

    [Fact]
    public async Task Without_a_selector_it_says_that_the_signature_was_not_looked_at()
    {
        await using var dns = NewDns();
        Assert.Equal("dkim_unchecked", Assert.Single(await LookAsync(dns, options => options with { DkimSelector = null })).Code);
    }

    [Fact]
    public async Task A_sender_that_nobody_can_look_up_is_named()
    {
        await using var dns = NewDns();
        var trouble = Assert.Single(await LookAsync(dns, options => options with { From = "blog@localhost" }));
        Assert.Equal("sender_domain_local", trouble.Code);
    }

    public static TheoryData<string, string> Faults => new()
    {
        { "closed", "cannot be reached: look at Mail:Host and Mail:Port" },
        { "no_tls", "offers no STARTTLS" },
        { "other_name", "shows a certificate that is not trusted" },
        { "no_password", "refuses Mail:Username and Mail:Password" },
        { "", "" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task The_hand_shake_says_what_keeps_mails_here_and_sends_none(string fault, string words)
    {
        var script = fault switch
        {
            "no_tls" => RelayScript.Friendly with { OffersTls = false },
            "other_name" => RelayScript.Friendly with { CertificateName = "elsewhere.example" },
            "no_password" => RelayScript.Friendly with
            {
                Offers = "AUTH PLAIN",
                Answers = new Dictionary<string, string> { ["AUTH"] = "535 5.7.8 Unknown" },
            },
            _ => RelayScript.Friendly with
            {
                Offers = "AUTH PLAIN",
                Answers = new Dictionary<string, string> { ["AUTH"] = "235 2.7.0 Hello" },
            },
        };
        await using var relay = new ScriptedRelay(script, authority);
        if (fault == "closed")
        {
            await relay.DisposeAsync();
        }

        var options = Options.Create(new MailOptions
        {
            Transport = MailTransport.Smtp,
            Host = "localhost",
            Port = relay.Port,
            CaFile = authority.CaFile,
            Username = "blog",
            Password = "secret",
        });
        await using var connections = new SmtpConnections(options, TimeProvider.System);
        var found = await new MailWay(connections, new PickupFolder(folder["mail"]), options, TimeProvider.System).FindAsync(Cancelled);

        Assert.Equal(fault.Length > 0, found.Count > 0);
        Assert.All(found, trouble => Assert.Contains(words, trouble.Message, StringComparison.Ordinal));
        Assert.Empty(relay.Taken);
    }

    private static ScriptedDns NewDns() => new()
    {
        Texts =
        {
            [Domain] = ["unrelated=1", "v=spf1 include:relay.example -all"],
            ["_dmarc.example.org"] = ["v=DMARC1; p=none; rua=mailto:dmarc@example.org"],
            [$"relay._domainkey.{Domain}"] = ["v=DKIM1; k=rsa; p=" + new string('A', 392)],
        },
    };

    private static Task<IReadOnlyList<HealthTrouble>> LookAsync(ScriptedDns dns, Func<MailOptions, MailOptions>? adjust = null)
    {
        var client = new LookupClient(new LookupClientOptions(dns.EndPoint)
        {
            Timeout = TimeSpan.FromSeconds(1),
            Retries = 0,
            UseCache = false,
            UseTcpFallback = false,
        });
        var options = new MailOptions
        {
            Transport = MailTransport.Smtp,
            Host = "localhost",
            From = $"blog@{Domain}",
            DkimSelector = "relay",
        };
        return new SenderDomain(client, Options.Create(adjust?.Invoke(options) ?? options)).FindAsync(Cancelled);
    }
}
