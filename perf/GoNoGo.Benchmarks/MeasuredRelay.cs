using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace GoNoGo.Benchmarks;

/// <summary>The mail server of the tests (aiosmtpd, of Debian) in a process of its own, and its pace with a bare client.</summary>
internal sealed class MeasuredRelay : IAsyncDisposable
{
    public const string Username = "gonogo";
    public const string Password = "let me send";
    private const int Connections = 4; // As many as the program has.
    private const int MailsEach = 100; // As many as the program sends over one.

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gonogo-relay-");
    private readonly Process process;
    private readonly Task counting;
    private readonly string thumbprint;
    private int taken;

    public MeasuredRelay()
    {
        (var certificate, var key, thumbprint) = WriteCertificate();
        CertificateFile = certificate;
        var start = new ProcessStartInfo("/usr/bin/python3", [ScriptPath(), certificate, key])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        process = Process.Start(start) ?? throw new InvalidOperationException("The mail server did not start.");
        Port = JsonDocument.Parse(process.StandardOutput.ReadLine() ?? "{}").RootElement.GetProperty("port").GetInt32();
        counting = CountAsync();
    }

    public string CertificateFile { get; }

    public int Port { get; }

    /// <summary>How many mails it has taken.</summary>
    public int Taken => Volatile.Read(ref taken);

    /// <summary>Sends mails with nothing around them: four clients, each as fast as the server answers.</summary>
    public async Task SendBareAsync(int count)
    {
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => SendAsync(count / Connections)));
        var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"bare     {count,7} mails after {elapsed,6:0.0} s, {count / elapsed,6:0}/s"));
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        await counting;
        process.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task CountAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is not null)
        {
            Interlocked.Increment(ref taken);
        }
    }

    private async Task SendAsync(int count)
    {
        for (var sent = 0; sent < count; sent += MailsEach)
        {
            using var client = new SmtpClient { CheckCertificateRevocation = false };
            client.ServerCertificateValidationCallback = (_, presented, _, _) => presented?.GetCertHashString() == thumbprint;
            await client.ConnectAsync("localhost", Port, SecureSocketOptions.StartTls);
            await client.AuthenticateAsync(Username, Password);
            for (var i = sent; i < Math.Min(count, sent + MailsEach); i++)
            {
                using var message = Message();
                await client.SendAsync(message);
            }

            await client.DisconnectAsync(quit: true);
        }
    }

    private static MimeMessage Message()
    {
        var body = new BodyBuilder { TextBody = new string('x', 400), HtmlBody = $"<p>{new string('x', 2500)}</p>" };
        return new MimeMessage(
            [new MailboxAddress("", "blog@example.org")], [new MailboxAddress("", "p@example.org")], "Sign in", body.ToMessageBody());
    }

    private (string Certificate, string Key, string Thumbprint) WriteCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var (file, keyFile) = (Path.Combine(folder.FullName, "server.pem"), Path.Combine(folder.FullName, "server.key"));
        File.WriteAllText(file, certificate.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        return (file, keyFile, certificate.Thumbprint);
    }

    private static string ScriptPath([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../tests/GoNoGo.Tests/Mail/smtp_server.py");
}
