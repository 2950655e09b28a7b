using DnsClient;
using GoNoGo.Blog.Content;
using GoNoGo.Platform.Audit.Sealing;
using GoNoGo.Platform.Health;
using GoNoGo.Platform.Privacy;
using GoNoGo.Testing;
using GoNoGo.Tests.Mail;
using GoNoGo.Web.Configuration;
using GoNoGo.Web.Health;
using GoNoGo.Web.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace GoNoGo.Web.Tests.Doctor;

/// <summary>A public blog in which nothing is wrong, as it lies when its server has stopped; each fault is planted in a copy.</summary>
public sealed class SoundInstallation : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();

    internal ContentRepositoryBuilder Content { get; } = new();

    internal ScriptedDns Dns { get; } = new()
    {
        Hosts = { Installation.Host },
        Texts =
        {
            [Installation.Host] = ["v=spf1 mx -all"],
            [$"_dmarc.{Installation.Host}"] = ["v=DMARC1; p=reject"],
            [$"relay._domainkey.{Installation.Host}"] = ["v=DKIM1; p=AAAA"],
        },
    };

    internal TestAuthority Authority { get; } = new();

    internal ScriptedRelay Relay { get; private set; } = null!; // Made before any test.

    internal GitHubStandIn GitHub { get; } = new();

    internal AppPlatformStandIn Platform { get; } = new();

    internal string Path => folder.Path;

    public async ValueTask InitializeAsync()
    {
        Content.Write("site.yaml", "title: The garden\ncontroller:\n  name: The gardeners\n  email: garden@example.org\n");
        Content.WritePost("hello", "Hello", "A post.").Commit();
        Relay = new ScriptedRelay(RelayScript.Friendly, Authority);
        await GitHub.StartAsync();
        await Platform.StartAsync();
        new KeyFolder(folder["data/keys"]).Ensure(mayMake: true); // Of a public blog they are the operator's to make.
        Directory.CreateDirectory(folder["backups"]);
        await File.WriteAllTextAsync(folder[$"backups/{Installation.Backup}"], "{}", TestContext.Current.CancellationToken);
        Directory.CreateDirectory(folder["backups-of-keys"]);
        await File.WriteAllTextAsync(folder[$"backups-of-keys/{Installation.KeysBackup}"], "{}", TestContext.Current.CancellationToken);

        var installation = new Installation(this, folder.Path);
        await using var app = GoNoGoHost.Build(installation.Load().Value!, installation.Clock, installation.Adjust); // They are right.
        await app.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync(
            "content is served",
            () => Task.FromResult(app.Services.GetRequiredService<SnapshotStore>().Current is not null),
            TestContext.Current.CancellationToken);
        await app.StopAsync(TestContext.Current.CancellationToken);
        await app.Services.GetRequiredService<AuditSealing>().SealAsync(TestContext.Current.CancellationToken);
        await app.Services.GetRequiredService<AuditAnchoring>().PublishAsync(TestContext.Current.CancellationToken);
        installation.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    public async ValueTask DisposeAsync()
    {
        await Relay.DisposeAsync();
        await GitHub.DisposeAsync();
        await Platform.DisposeAsync();
        await Dns.DisposeAsync();
        Authority.Dispose();
        Content.Dispose();
        folder.Dispose();
    }
}

/// <summary>A copy of the sound one, to break.</summary>
/// <param name="sound">Of which it is one.</param>
/// <param name="path">Where it lies.</param>
internal sealed class Installation(SoundInstallation sound, string path)
{
    public const string Host = "blog.example.org";

    /// <summary>The manifest of a backup that was taken at this moment.</summary>
    public const string Backup = "gonogo-database-20261122T120000Z-00000001.manifest.json";

    public const string KeysBackup = "gonogo-keys-20261122T120000Z-00000001.manifest.json";

    public SoundInstallation Sound => sound;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    public long Free { get; set; } = 1L << 40;

    public string Database => this["data/gonogo.db"];

    public Dictionary<string, string?> Settings { get; } = new(StringComparer.OrdinalIgnoreCase)
    {
        ["GoNoGo:Content:Repository"] = sound.Content.Path,
        ["GoNoGo:Data:Path"] = System.IO.Path.Combine(path, "data"),
        ["GoNoGo:Site:BaseUrl"] = $"https://{Host}",
        ["GoNoGo:Proxy:Networks:0"] = "127.0.0.1/32",
        ["GoNoGo:Mail:Transport"] = "smtp",
        ["GoNoGo:Mail:Host"] = "localhost",
        ["GoNoGo:Mail:Port"] = sound.Relay.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["GoNoGo:Mail:CaFile"] = sound.Authority.CaFile,
        ["GoNoGo:Mail:From"] = $"garden@{Host}",
        ["GoNoGo:Mail:DkimSelector"] = "relay",
        ["GoNoGo:Backup:Path"] = System.IO.Path.Combine(path, "backups"),
        ["GoNoGo:Backup:Key"] = NewKey(),
        ["GoNoGo:Backup:KeysPath"] = System.IO.Path.Combine(path, "backups-of-keys"),
        ["GoNoGo:Backup:KeysKey"] = NewKey(),
        ["GoNoGo:Backup:EveryHours"] = "0",
    };

    public string this[string relative] => System.IO.Path.Combine(path, relative);

    public static Installation CopyOf(SoundInstallation sound, TemporaryFolder folder)
    {
        foreach (var directory in Directory.EnumerateDirectories(sound.Path, "*", SearchOption.AllDirectories).Prepend(sound.Path))
        {
            Make(directory, directory.Replace(sound.Path, folder.Path, StringComparison.Ordinal));
        }

        return new Installation(sound, folder.Path);
    }

    public Platform.Results.Result<Settings> Load() =>
        Configuration.Settings.Load(Settings, "http://127.0.0.1:0", new Dictionary<string, string>());

    public Task<IReadOnlyList<DoctorFinding>> ExamineAsync() =>
        Health.Doctor.ExamineAsync(Load(), Clock, Adjust, progress: null, TestContext.Current.CancellationToken);

    public void Adjust(IServiceCollection services) => services
        .AddSingleton<FreeSpace>(_ => Free)
        .AddSingleton<ILookupClient>(new LookupClient(new LookupClientOptions(sound.Dns.EndPoint)
        {
            Timeout = TimeSpan.FromSeconds(1),
            Retries = 0,
            UseCache = false,
            UseTcpFallback = false,
        }));

    public void Execute(string statement)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }

    private static string NewKey() => Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));

    private static void Make(string from, string to)
    {
        Directory.CreateDirectory(to);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(to, File.GetUnixFileMode(from));
        }

        foreach (var file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, System.IO.Path.Combine(to, System.IO.Path.GetFileName(file)), overwrite: true);
        }
    }
}
