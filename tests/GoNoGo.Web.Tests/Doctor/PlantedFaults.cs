using System.Globalization;
using GoNoGo.Testing;
using GoNoGo.Tests.Mail;

namespace GoNoGo.Web.Tests.Doctor;

/// <summary>Something that is wrong.</summary>
/// <param name="Area">Where the doctor sees it.</param>
/// <param name="Code">What it is called.</param>
/// <param name="Words">A part of what is said of it.</param>
/// <param name="Plant">Makes it wrong.</param>
internal sealed record Fault(string Area, string Code, string Words, Action<Installation> Plant)
{
    /// <summary>What else is wrong then.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>Puts right what is not the copy's own.</summary>
    public Action<Installation> Undo { get; init; } = _ => { };
}

/// <summary>The faults that the doctor is tried with.</summary>
internal static class PlantedFaults
{
    private const string Token = "sentinel-token-9b1d";

    public static IReadOnlyDictionary<string, Fault> All { get; } =
        new[] { OfSettings(), OfStorage(), OfContent(), OfReaching(), OfRunning() }.SelectMany(faults => faults)
            .ToDictionary(fault => fault.Name, fault => fault.Fault, StringComparer.Ordinal);

    private static IEnumerable<(string Name, Fault Fault)> OfSettings()
    {
        yield return ("a mistyped setting", new Fault(
            "configuration", "start_refused", "did you mean GoNoGo:Mail:Host?", place => place.Settings["GoNoGo:Mail:Hots"] = "localhost"));
        yield return ("a setting out of range", new Fault(
            "configuration", "start_refused", "GoNoGo:Mail:Port", place => place.Settings["GoNoGo:Mail:Port"] = "70000"));
        yield return ("PostgreSQL without an address", new Fault(
            "configuration",
            "start_refused",
            "ConnectionString is missing",
            place => place.Settings["GoNoGo:Database:Provider"] = "postgres"));
        yield return ("a data folder that is a file", new Fault("configuration", "start_refused", "cannot be written", place =>
        {
            File.WriteAllText(place["file"], "");
            place.Settings["GoNoGo:Data:Path"] = place["file"];
        }));
    }

    private static IEnumerable<(string Name, Fault Fault)> OfStorage()
    {
        yield return ("a missing key", new Fault(
            "keys", "keys_missing", "sign-in.1. Restore them", place => File.Delete(place["data/keys/sign-in.1.key"])));
        yield return ("a broken key", new Fault(
            "keys", "key_broken", "mailbox.1.key does not hold", place => File.WriteAllText(place["data/keys/mailbox.1.key"], "half")));
        yield return ("a key that was replaced by hand", new Fault(
            "key_fingerprints",
            "keys_of_another_database",
            "(email-tag.1 is another one): no server will start. Restore",
            place => File.WriteAllText(place["data/keys/email-tag.1.key"], BackupPlaces.NewKey())));
        yield return ("keys that others can read", new Fault(
            "keys", "keys_open_to_others", "chmod go=", place => Open(place["data/keys/capability.1.key"])));
        yield return ("no database", new Fault(
            "database_file", "database_missing", "'gonogo serve' makes it", place => File.Delete(place.Database)));
        yield return ("a database that is none", new Fault("database_file", "database_unreadable", "(SQLite error 26)", place =>
            File.WriteAllText(place.Database, string.Concat(Enumerable.Repeat("This is a letter. ", 1000)))));
        yield return ("PostgreSQL that is not there", new Fault("database_file", "database_unreachable", "that the server is up", place =>
        {
            place.Settings["GoNoGo:Database:Provider"] = "postgres";
            place.Settings["GoNoGo:Database:ConnectionString"] = "Host=127.0.0.1;Port=1;Username=gonogo;Database=gonogo";
        }));
        yield return ("a newer database", new Fault("database_file", "database_refused", "has the migration 29990101000000_Later", place =>
            place.Execute("INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_Later', '99.0')")));
        yield return ("another program's database", new Fault("database_file", "database_refused", "is another program's", place =>
            place.Execute("ALTER TABLE \"__EFMigrationsHistory\" RENAME COLUMN migration_id TO \"MigrationId\"")));
        yield return ("an older database", new Fault("database_file", "database_older", "lacks 1 of", place => place.Execute(
            "DELETE FROM \"__EFMigrationsHistory\" WHERE migration_id = (SELECT MAX(migration_id) FROM \"__EFMigrationsHistory\")")));
        yield return ("a damaged database", new Fault(
            "database_file", "database_damaged", "restore your backup", place => Damage(place.Database)));
        yield return ("a database that others can read", new Fault(
            "database_file", "database_open_to_others", "chmod 600", place => Open(place.Database)));
    }

    private static IEnumerable<(string Name, Fault Fault)> OfContent()
    {
        yield return ("a branch that is not there", new Fault(
            "content_repository", "branch_missing", "it has main", place => place.Settings["GoNoGo:Content:Branch"] = "trunk"));
        yield return ("a remote that does not answer", new Fault("content_repository", "repository_unreachable", "cannot be read", place =>
            place.Settings["GoNoGo:Content:Repository"] = "http://127.0.0.1:1/garden.git"));
        yield return ("a folder that is no repository", new Fault("content_repository", "no_repository", "run git init", place =>
            place.Settings["GoNoGo:Content:Repository"] = Directory.CreateDirectory(place["plain"]).FullName));
        yield return ("a repository with SHA-256", new Fault(
            "content_repository", "repository_sha256", "--object-format=sha1", place => MakeSha256(place, place["sha256.git"])));
        yield return ("a token that GitHub refuses", new Fault("webhook", "token_refused", "Give a new one", place =>
        {
            AskGitHub(place);
            place.Sound.GitHub.Answer(401, """{"message": "Bad credentials"}""");
        })
        {
            Undo = place => place.Sound.GitHub.Instead = null,
        });
        yield return ("a webhook that is not as it should be", new Fault("webhook", "webhook_faulty", "does not send JSON", place =>
        {
            AskGitHub(place);
            place.Sound.GitHub.AddWebhook($"https://{Installation.Host}/webhooks/content-updated", "push");
        })
        {
            Undo = place => place.Sound.GitHub.Clear(),
        });
    }

    private static IEnumerable<(string Name, Fault Fault)> OfReaching()
    {
        yield return ("an app outside of the EU", new Fault("region", "region_outside_union", "outside of the EU (nyc)", place =>
        {
            place.Sound.Platform.Spec = new System.Text.Json.Nodes.JsonObject { ["name"] = "gonogo", ["region"] = "nyc" };
            place.Settings["GoNoGo:DigitalOcean:Token"] = Token;
            place.Settings["GoNoGo:DigitalOcean:AppId"] = AppPlatformStandIn.AppId;
            place.Settings["GoNoGo:DigitalOcean:ApiUrl"] = place.Sound.Platform.Address.ToString();
        }));
        yield return ("a mail server that is not there", new Fault(
            "mail", "relay_refused", "cannot be reached", place => place.Settings["GoNoGo:Mail:Port"] = "1"));
        yield return ("a mail server without encryption", new Fault("mail", "relay_refused", "offers no STARTTLS", place =>
            place.Sound.Relay.Script = RelayScript.Friendly with { OffersTls = false })
        {
            Undo = place => place.Sound.Relay.Script = RelayScript.Friendly,
        });
        yield return ("a domain without SPF", new Fault("mail", "spf_missing", "add a TXT record", place =>
            place.Settings["GoNoGo:Mail:From"] = "garden@no-spf.example.net")
        {
            Also = ["dmarc_missing", "dkim_missing"],
        });
        yield return ("a name without address", new Fault("dns", "name_without_address", "add an A or AAAA record", place =>
            place.Settings["GoNoGo:Site:BaseUrl"] = "https://lost.example.org"));
        yield return ("a blog without encryption", new Fault("proxy", "plain_http", "put a proxy with a certificate in front", place =>
            place.Settings["GoNoGo:Site:BaseUrl"] = $"http://{Installation.Host}"));
        yield return ("a proxy that nobody named", new Fault("proxy", "proxy_not_trusted", "Set GoNoGo:Proxy:Networks", place =>
            place.Settings.Remove("GoNoGo:Proxy:Networks:0")));
    }

    private static IEnumerable<(string Name, Fault Fault)> OfRunning()
    {
        yield return ("a disk that is nearly full", new Fault(
            "disk", "disk_nearly_full", "has 100 MB left", place => place.Free = 100L << 20));
        yield return ("a clock that is behind", new Fault("clock", "clock_behind", "set the clock", place =>
            place.Execute(string.Create(
                CultureInfo.InvariantCulture,
                $"UPDATE audit_entries SET at = {place.Clock.GetUtcNow().AddHours(1).UtcTicks}"))));
        yield return ("a clock that has jumped", new Fault("retention_and_rights", "clock_jumped", "--confirm-clock", place =>
            place.Execute(string.Create(
                CultureInfo.InvariantCulture,
                $"REPLACE INTO retention_state (id, last_sweep_at) VALUES (1, {place.Clock.GetUtcNow().AddDays(-9).UtcTicks})"))));
        yield return ("a dead letter", new Fault("event_bus", "dead_letters", "gonogo events retry", place => place.Execute("""
            INSERT INTO outbox_events (id, type, version, aggregate_id, transaction_id, occurred_at, due_at, payload)
            VALUES ('019A9D3E-7C00-7000-8000-000000000001', 'thing.done', 1, 'one', '019A9D3E-7C00-7000-8000-000000000002', 0, 0, '{}');
            INSERT INTO outbox_deliveries (event_sequence, handler, aggregate_id, status, attempts, due_at)
            VALUES (last_insert_rowid(), 'nobody', 'one', 'Dead', 10, 0);
            """)));
        yield return ("an audit trail that was changed", new Fault("audit", "audit_not_clean", "found 2 faults", place =>
            File.WriteAllText(place["data/audit-verified.txt"], "2026-11-22T11:00:00.0000000+00:00 5 2\n")));
        yield return ("no backup", new Fault("backup", "backup_missing", "gonogo backup", place =>
            place.Settings["GoNoGo:Backup:Path"] = Directory.CreateDirectory(place["empty"]).FullName));
        yield return ("an old backup", new Fault("backup", "backup_old", "is 72 hours old", place => File.Move(
            place[$"backups/{Installation.Backup}"], place["backups/gonogo-database-20261119T120000Z-00000001.manifest.json"])));
        yield return ("no backup of the keys", new Fault("backup", "backup_missing", "backups-of-keys", place =>
            Directory.Delete(place["backups-of-keys"], recursive: true)));
        yield return ("a public blog without backups", new Fault(
            "backup", "backup_not_set_up", "GoNoGo:Backup:Path", place => place.Settings["GoNoGo:Backup:Path"] = null));
    }

    private static void Open(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        }
    }

    /// <summary>Writes over pages behind those of the schema.</summary>
    private static void Damage(string database)
    {
        using var file = new FileStream(database, FileMode.Open, FileAccess.ReadWrite);
        file.Position = file.Length / 2;
        file.Write(new byte[file.Length / 4]);
    }

    private static void MakeSha256(Installation place, string path)
    {
        Directory.CreateDirectory(Path.Combine(path, "objects"));
        Directory.CreateDirectory(Path.Combine(path, "refs"));
        File.WriteAllText(Path.Combine(path, "HEAD"), "ref: refs/heads/main\n");
        File.WriteAllText(
            Path.Combine(path, "config"), "[core]\n\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n\tobjectformat = sha256\n");
        place.Settings["GoNoGo:Content:Repository"] = path;
    }

    private static void AskGitHub(Installation place)
    {
        place.Settings["GoNoGo:GitHub:Token"] = Token;
        place.Settings["GoNoGo:GitHub:Repository"] = $"{GitHubStandIn.Owner}/{GitHubStandIn.Name}";
        place.Settings["GoNoGo:GitHub:ApiUrl"] = place.Sound.GitHub.Address.ToString();
        place.Settings["GoNoGo:Webhooks:Secret"] = "sentinel-secret-0f4c-sentinel-secret";
    }
}
