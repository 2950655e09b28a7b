using GoNoGo.Integrations.Email;
using GoNoGo.Integrations.Email.Sending;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using GoNoGo.Tests.Support;
using Microsoft.Extensions.Options;
using MimeKit;

namespace GoNoGo.Tests.Mail;

/// <summary>What every way out of the program owes to who hands it a mail, on each of them.</summary>
public sealed class MailTransportTests : IDisposable
{
    private const string Words = "Words that leave or do not.";

    private readonly TestAuthority authority = new();
    private readonly Testing.TemporaryFolder folder = new();

    public static TheoryData<MailTransport> Ways => [MailTransport.Pickup, MailTransport.Smtp];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        authority.Dispose();
        folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_mail_leaves_once_after_it_was_noted_that_it_begins_to(MailTransport way)
    {
        await using var exit = Open(way);
        var left = -1;
        var outcome = await exit.Transport.SendAsync(NewMail(), Begin, Cancelled);

        Assert.Equal(0, left);
        Assert.Contains(Words, Assert.Single(exit.Taken()), StringComparison.Ordinal);
        Assert.IsType<OutboundOutcome.Delivered>(outcome.Outcome);
        Assert.True(outcome.IsAnswered);

        Task<OutboundOutcome?> Begin(CancellationToken cancellationToken)
        {
            left = exit.Taken().Count;
            return Task.FromResult<OutboundOutcome?>(null);
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_mail_that_may_not_begin_does_not_leave_and_the_next_one_does(MailTransport way)
    {
        await using var exit = Open(way);
        var refusal = new OutboundOutcome.Skipped("no_consent");
        var refused = await exit.Transport.SendAsync(NewMail(), _ => Task.FromResult<OutboundOutcome?>(refusal), Cancelled);

        Assert.Same(refusal, refused.Outcome);
        Assert.False(refused.IsRelayFailure);
        Assert.Empty(exit.Taken());
        Assert.IsType<OutboundOutcome.Delivered>((await exit.Transport.SendAsync(NewMail(), MayBegin, Cancelled)).Outcome);
        Assert.Single(exit.Taken());
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_way_that_is_closed_is_said_as_its_failure_and_nothing_is_thrown(MailTransport way)
    {
        await using var exit = Open(way);
        await exit.CloseAsync();
        var outcome = await exit.Transport.SendAsync(NewMail(), MayBegin, Cancelled);

        Assert.Equal(
            way is MailTransport.Pickup ? "PickupFolderUnwritable" : "RelayUnreachable",
            Assert.IsType<OutboundOutcome.TransientFailure>(outcome.Outcome).ErrorType);
        Assert.True(outcome.IsRelayFailure);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task The_same_mail_again_keeps_its_id(MailTransport way)
    {
        await using var exit = Open(way);
        var mail = NewMail();
        await exit.Transport.SendAsync(mail, MayBegin, Cancelled);
        await exit.Transport.SendAsync(mail, MayBegin, Cancelled);

        // A folder has one file for it; a relay that gets it twice can tell by the id.
        Assert.Equal(way is MailTransport.Pickup ? 1 : 2, exit.Taken().Count);
        Assert.All(exit.Taken(), text => Assert.Contains($"<{mail.Id:N}@example.org>", text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Nothing_leaves_within_a_unit_of_work(MailTransport way)
    {
        await using var exit = Open(way);
        await using var house = await MailHouse.OpenAsync(DatabaseProvider.Sqlite);
        await house.InUnitAsync<Done>(async (_, _) =>
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => exit.Transport.SendAsync(NewMail(), MayBegin, Cancelled));
            return new Done();
        });
        Assert.Empty(exit.Taken());
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_sending_that_is_ended_from_outside_says_so(MailTransport way)
    {
        await using var exit = Open(way);
        using var ended = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => exit.Transport.SendAsync(NewMail(), Begin, ended.Token));
        Assert.Empty(exit.Taken());

        async Task<OutboundOutcome?> Begin(CancellationToken cancellationToken)
        {
            await ended.CancelAsync();
            return null;
        }
    }

    [Fact]
    public async Task A_relay_that_is_encrypted_from_the_first_byte_hears_no_plain_word()
    {
        await using var relay = new ScriptedRelay(RelayScript.Friendly with { IsEncryptedAtOnce = true }, authority);
        await using var connections = new SmtpConnections(
            Options.Create(SmtpOptions(relay.Port) with { Security = MailSecurity.Tls }), TimeProvider.System);
        var outcome = await new SmtpTransport(connections, TimeProvider.System).SendAsync(NewMail(), MayBegin, Cancelled);

        Assert.IsType<OutboundOutcome.Delivered>(outcome.Outcome);
        Assert.Single(relay.Taken);
        Assert.Empty(relay.PlainLines);
    }

    [Theory]
    [InlineData(465, MailSecurity.Tls)]
    [InlineData(587, MailSecurity.StartTls)]
    [InlineData(2525, MailSecurity.StartTls)]
    public void The_port_says_how_it_is_encrypted_unless_told_otherwise(int port, MailSecurity security)
    {
        Assert.Equal(security, SmtpOptions(port).SecurityInForce);
        Assert.Equal(MailSecurity.Tls, (SmtpOptions(port) with { Security = MailSecurity.Tls }).SecurityInForce);
    }

    private Exit Open(MailTransport way)
    {
        if (way is MailTransport.Pickup)
        {
            return new Exit.Folder(folder["out"]);
        }

        var relay = new ScriptedRelay(RelayScript.Friendly, authority);
        return new Exit.Relay(relay, new SmtpConnections(Options.Create(SmtpOptions(relay.Port)), TimeProvider.System));
    }

    private MailOptions SmtpOptions(int port) => new()
    {
        Transport = MailTransport.Smtp,
        Host = "localhost",
        Port = port,
        CaFile = authority.CaFile,
        From = "blog@example.org",
    };

    private static Task<OutboundOutcome?> MayBegin(CancellationToken cancellationToken) => Task.FromResult<OutboundOutcome?>(null);

    private static OutgoingMail NewMail()
    {
        var id = Guid.CreateVersion7();
        var message = new MimeMessage(
            [new MailboxAddress("", "blog@example.org")],
            [new MailboxAddress("", "ada@example.org")],
            "A subject",
            new TextPart("plain") { Text = Words })
        {
            MessageId = $"{id:N}@example.org",
        };
        return new OutgoingMail(id, EmailAddress.TryParse("ada@example.org")!, message); // It is one.
    }

    private sealed record Done;

    /// <summary>A way out, and what has come out of it.</summary>
    private abstract class Exit(IMailTransport transport) : IAsyncDisposable
    {
        public IMailTransport Transport => transport;

        public abstract IReadOnlyList<string> Taken();

        public abstract Task CloseAsync();

        public abstract ValueTask DisposeAsync();

        public sealed class Folder(string path) : Exit(new PickupTransport(new PickupFolder(path)))
        {
            public override IReadOnlyList<string> Taken() =>
                Directory.Exists(path) ? [.. Directory.EnumerateFiles(path).Select(File.ReadAllText)] : [];

            // A file stands where the folder should.
            public override Task CloseAsync() => File.WriteAllTextAsync(path, "", Cancelled);

            public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }

        public sealed class Relay(ScriptedRelay relay, SmtpConnections connections)
            : Exit(new SmtpTransport(connections, TimeProvider.System))
        {
            public override IReadOnlyList<string> Taken() => [.. relay.Taken];

            public override async Task CloseAsync() => await relay.DisposeAsync();

            public override async ValueTask DisposeAsync()
            {
                await connections.DisposeAsync();
                await relay.DisposeAsync();
            }
        }
    }
}
