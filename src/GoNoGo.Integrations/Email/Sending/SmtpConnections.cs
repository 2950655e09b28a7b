using System.Collections.Concurrent;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;

namespace GoNoGo.Integrations.Email.Sending;

/// <summary>Connections to the mail server: few at a time, encrypted and signed in, kept open for a moment for the next mail.</summary>
internal sealed class SmtpConnections(IOptions<MailOptions> options, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>How many at a time; relays count them.</summary>
    private const int MostConnections = 4;

    /// <summary>How many mails one connection carries; relays count those too.</summary>
    private const int MostMails = 100;

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim places = new(MostConnections, MostConnections);
    private readonly ConcurrentStack<SmtpConnection> idle = [];

    public async Task<SmtpConnection> RentAsync(CancellationToken cancellationToken)
    {
        await places.WaitAsync(cancellationToken);
        try
        {
            while (idle.TryPop(out var kept))
            {
                if (clock.GetUtcNow() - kept.UsedAt < Idle && kept.Mails < MostMails && await kept.IsAliveAsync(cancellationToken))
                {
                    kept.Mails++;
                    kept.IsReusable = false;
                    return kept;
                }

                await kept.CloseAsync();
            }

            return await ConnectAsync(cancellationToken);
        }
        catch
        {
            places.Release();
            throw;
        }
    }

    public async Task ReturnAsync(SmtpConnection connection)
    {
        if (connection.IsReusable && connection.Client.IsConnected)
        {
            connection.UsedAt = clock.GetUtcNow();
            idle.Push(connection);
        }
        else
        {
            await connection.CloseAsync();
        }

        places.Release();
    }

    public async ValueTask DisposeAsync()
    {
        while (idle.TryPop(out var kept))
        {
            await kept.CloseAsync();
        }

        places.Dispose();
    }

    private async Task<SmtpConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var host = settings.Host ?? throw new InvalidOperationException("Validated at start: smtp has a host.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var client = new SmtpClient
        {
            // The list of revoked certificates is fetched from elsewhere, which a server behind a firewall cannot; the chain and the
            // name are checked.
            CheckCertificateRevocation = false,
            ServerCertificateValidationCallback = (_, certificate, chain, errors) => IsTrusted(settings, certificate, chain, errors),
            LocalDomain = settings.From is { } from ? new MailSender(from).Domain : "localhost",
        };
        try
        {
            await socket.ConnectAsync(host, settings.Port, cancellationToken);
            var bounded = new BoundedStream(new NetworkStream(socket, ownsSocket: true));
            var security = settings.SecurityInForce is MailSecurity.Tls ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTls;
            await client.ConnectAsync(bounded, host, settings.Port, security, cancellationToken);
            if (settings is { Username: { } name, Password: { } password })
            {
                await SignInAsync(client, name, password, cancellationToken);
            }

            return new SmtpConnection(client, bounded) { Mails = 1 };
        }
        catch
        {
            client.Dispose();
            socket.Dispose();
            throw;
        }
    }

    private static async Task SignInAsync(SmtpClient client, string name, string password, CancellationToken cancellationToken)
    {
        try
        {
            await client.AuthenticateAsync(name, password, cancellationToken);
        }
        catch (NotSupportedException exception)
        {
            throw new AuthenticationException("The mail server takes no name and password.", exception);
        }
    }

    /// <summary>What the system trusts, or what leads to an authority of the configured file. The name must fit in either case.</summary>
    private static bool IsTrusted(MailOptions settings, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors is SslPolicyErrors.None)
        {
            return true;
        }

        if (errors is not SslPolicyErrors.RemoteCertificateChainErrors || settings.CaFile is not { } file || certificate is null)
        {
            return false;
        }

        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.ImportFromPemFile(file);
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        own.ChainPolicy.ExtraStore.AddRange(chain?.ChainElements.Select(element => element.Certificate).ToArray() ?? []);

        using var presented = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return own.Build(presented);
    }
}

/// <summary>A connection to the mail server, signed in.</summary>
internal sealed class SmtpConnection(SmtpClient client, BoundedStream stream)
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    public SmtpClient Client => client;

    public int Mails { get; set; }

    public DateTimeOffset UsedAt { get; set; }

    /// <summary>Whether the last mail left it in a state to go on from.</summary>
    public bool IsReusable { get; set; }

    public async Task<bool> IsAliveAsync(CancellationToken cancellationToken)
    {
        try
        {
            stream.Reset();
            await client.NoOpAsync(cancellationToken);
            return true;
        }
        catch (Exception exception) when (
            exception is SmtpCommandException || (SmtpReplies.ErrorTypeOf(exception, begun: false) is not null))
        {
            return false;
        }
    }

    public async Task CloseAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(Farewell);
            await client.DisconnectAsync(quit: IsReusable, limit.Token);
        }
        catch (Exception exception) when (
            exception is SmtpCommandException or OperationCanceledException || SmtpReplies.ErrorTypeOf(exception, begun: false) is not null)
        {
            // It is gone either way.
        }

        client.Dispose();
    }
}
