using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace GoNoGo.Tests.Mail;

/// <summary>
/// A mail server that does what a test tells it: refuses, says nothing, hangs up, offers no encryption. It notes every line that it gets,
/// and which of them came unencrypted.
/// </summary>
internal sealed class ScriptedRelay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly X509Certificate2 certificate;
    private readonly Task accepting;
    private readonly List<Task> sessions = [];

    public ScriptedRelay(RelayScript script, TestAuthority authority)
    {
        Script = script;
        certificate = authority.Issue(script.CertificateName);
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>What it does from the next line on.</summary>
    public RelayScript Script { get; set; }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public System.Collections.Concurrent.ConcurrentQueue<string> PlainLines { get; } = [];

    /// <summary>All commands but those that begin encryption and text.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<string> Lines { get; } = [];

    /// <summary>Texts that it took.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<string> Taken { get; } = [];

    public int Sessions => Volatile.Read(ref sessionCount);

    private int sessionCount;

    public async ValueTask DisposeAsync()
    {
        if (stopping.IsCancellationRequested)
        {
            return;
        }

        await stopping.CancelAsync();
        listener.Dispose();
        await accepting;
        await Task.WhenAll(sessions);
        certificate.Dispose();
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stopping.Token);
                Interlocked.Increment(ref sessionCount);
                sessions.Add(ServeAsync(client));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await TalkAsync(client.GetStream());
            }
            catch (Exception exception) when (
                exception is IOException or OperationCanceledException or AuthenticationException or ObjectDisposedException)
            {
                // The other side has left, or the test is over.
            }
        }
    }

    private async Task TalkAsync(Stream network)
    {
        if (Script.Greeting is not { } greeting)
        {
            await new TaskCompletionSource().Task.WaitAsync(stopping.Token); // The tar pit.
            return;
        }

        var isEncrypted = Script.IsEncryptedAtOnce;
        var stream = isEncrypted ? await EncryptAsync(network) : network;
        await SayAsync(stream, greeting);
        while (await ReadLineAsync(stream) is { } line)
        {
            if (!isEncrypted)
            {
                PlainLines.Enqueue(line);
            }

            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (verb is "STARTTLS")
            {
                await SayAsync(stream, "220 Ready" + (Script.Injected is { } injected ? "\r\n" + injected : ""));
                (stream, isEncrypted) = (await EncryptAsync(stream), true);
                continue;
            }

            if (verb is "DATA" && !Script.Answers.ContainsKey("DATA"))
            {
                await SayAsync(stream, "354 Go on");
                var text = await ReadTextAsync(stream);
                if (Script.CutsAfterText)
                {
                    return;
                }

                await (Script.BeforeAnswer?.WaitAsync(stopping.Token) ?? Task.CompletedTask);
                var answer = Script.Answers.GetValueOrDefault("TEXT", "250 2.0.0 Taken");
                if (answer.StartsWith('2'))
                {
                    Taken.Enqueue(text);
                }

                await SayAsync(stream, answer);
                continue;
            }

            Lines.Enqueue(line);
            await SayAsync(
                stream, Script.AnswerTo?.Invoke(line) ?? Script.Answers.GetValueOrDefault(verb) ?? Usual(verb, Script, isEncrypted));
            if (verb is "QUIT")
            {
                return;
            }
        }
    }

    private async Task<Stream> EncryptAsync(Stream plain)
    {
        var tls = new SslStream(plain);
        await tls.AuthenticateAsServerAsync(certificate, false, SslProtocols.None, false);
        return tls;
    }

    private static string Usual(string verb, RelayScript script, bool isEncrypted) => verb switch
    {
        "EHLO" => "250-relay\r\n" + (script.OffersTls && !isEncrypted ? "250-STARTTLS\r\n" : "") + $"250 {script.Offers}",
        "QUIT" => "221 Bye",
        _ => "250 2.0.0 Ok",
    };

    private static async Task<string> ReadTextAsync(Stream stream)
    {
        var text = new StringBuilder();
        while (await ReadLineAsync(stream) is { } line and not ".")
        {
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }

    private static async Task<string?> ReadLineAsync(Stream stream)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one) == 1)
        {
            if (one[0] == '\n')
            {
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            }

            line.Add(one[0]);
        }

        return null;
    }

    private static Task SayAsync(Stream stream, string line) => stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n")).AsTask();
}

/// <summary>What a scripted relay does.</summary>
internal sealed record RelayScript
{
    public static RelayScript Friendly { get; } = new();

    /// <summary>Null: it says nothing, for ever.</summary>
    public string? Greeting { get; init; } = "220 relay ESMTP";

    public bool OffersTls { get; init; } = true;

    /// <summary>As on port 465 (RFC 8314).</summary>
    public bool IsEncryptedAtOnce { get; init; }

    /// <summary>What else it can do, in its answer to EHLO.</summary>
    public string Offers { get; init; } = "8BITMIME";

    /// <summary>Said in plain text together with the go-ahead for TLS.</summary>
    public string? Injected { get; init; }

    public string CertificateName { get; init; } = "localhost";

    /// <summary>By verb; TEXT for the end of the text.</summary>
    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>();

    public bool CutsAfterText { get; init; }

    /// <summary>What it says to a line, before all else; null where it has nothing special to say.</summary>
    public Func<string, string?>? AnswerTo { get; init; }

    /// <summary>What it waits for between the end of a text and its answer.</summary>
    public Task? BeforeAnswer { get; init; }
}

/// <summary>A certificate authority that only the test trusts.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset Begin = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = new(2090, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Testing.TemporaryFolder folder = new();
    private readonly X509Certificate2 root;

    public TestAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        root = request.CreateSelfSigned(Begin, End);
        File.WriteAllText(CaFile, root.ExportCertificatePem());
    }

    public string CaFile => folder["ca.pem"];

    public X509Certificate2 Issue(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(root, Begin, End, RandomNumberGenerator.GetBytes(8));
        using var withKey = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pfx), null);
    }

    /// <summary>Certificate and key of localhost as files, for a server of its own process.</summary>
    public (string Certificate, string Key) Write()
    {
        using var issued = Issue("localhost");
        File.WriteAllText(folder["server.pem"], issued.ExportCertificatePem());
        using var key = issued.GetECDsaPrivateKey()!;
        File.WriteAllText(folder["server.key"], key.ExportPkcs8PrivateKeyPem());
        return (folder["server.pem"], folder["server.key"]);
    }

    public void Dispose()
    {
        root.Dispose();
        folder.Dispose();
    }
}
