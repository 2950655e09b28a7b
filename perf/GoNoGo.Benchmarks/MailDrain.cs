using System.Diagnostics;
using System.Globalization;
using GoNoGo.Accounts;
using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Blog;
using GoNoGo.Blog.Content;
using GoNoGo.Blog.Content.Git;
using GoNoGo.Comments;
using GoNoGo.Gdpr;
using GoNoGo.Integrations.Email;
using GoNoGo.Integrations.Email.Ledger;
using GoNoGo.Platform;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Database;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Benchmarks;

/// <summary>
/// How fast queued mails leave with the caps lifted, and whether memory grows meanwhile: into the pickup folder, or with <c>--smtp</c> to
/// a mail server over TLS, which a bare client sends as many to before:
/// <c>dotnet run -c Release --project perf/GoNoGo.Benchmarks -- mail-drain [MAILS] [--smtp]</c>.
/// </summary>
internal static class MailDrain
{
    public const string Command = "mail-drain";
    private const int BatchSize = 500;

    public static async Task RunAsync(string[] arguments)
    {
        var count = arguments is [[>= '0' and <= '9', ..] number, ..] ? int.Parse(number, CultureInfo.InvariantCulture) : 10_000;
        await using var relay = arguments.Contains("--smtp") ? new MeasuredRelay() : null;
        if (relay is not null)
        {
            await relay.SendBareAsync(count);
        }

        var folder = Directory.CreateTempSubdirectory("gonogo-mail-").FullName;
        try
        {
            await using var services = Compose(folder, relay);
            services.GetRequiredService<KeyFolder>().Ensure(mayMake: true);
            await using (var scope = services.CreateAsyncScope())
            {
                await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
            }

            await QueueAsync(services, count);
            await DrainAsync(services, count);
            Console.WriteLine(relay is null
                ? $"{Directory.EnumerateFiles(Path.Combine(folder, "mail")).Count()} files in the folder"
                : $"{relay.Taken - count} mails at the server");
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task QueueAsync(ServiceProvider services, int count)
    {
        for (var i = 0; i < count; i += BatchSize)
        {
            await using var scope = services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<UnitOfWork>().RunAsync<Queued>(
                (transaction, _) =>
                {
                    for (var j = 0; j < BatchSize; j++)
                    {
                        MailQueue.Add(transaction, MailKinds.SignIn, Guid.Empty, Guid.CreateVersion7(transaction.StartedAt).ToString("D"));
                    }

                    return Task.FromResult<Result<Queued>>(new Queued());
                },
                CancellationToken.None);
        }
    }

    private static async Task DrainAsync(ServiceProvider services, int count)
    {
        var dispatcher = services.GetRequiredService<EventDispatcher>();
        var start = Stopwatch.GetTimestamp();
        await dispatcher.StartAsync(CancellationToken.None);
        await using var scope = services.CreateAsyncScope();
        var mails = scope.ServiceProvider.GetRequiredService<DataContext>().Set<Mail>().AsNoTracking();
        var next = count / 5;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        int left;
        do
        {
            await timer.WaitForNextTickAsync();
            left = await mails.CountAsync(mail => mail.Status == MailStatus.Queued);
            if (count - left >= next || left == 0)
            {
                var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
                var heap = GC.GetTotalMemory(forceFullCollection: true) / 1e6;
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"drained  {count - left,7} mails after {elapsed,6:0.0} s, {(count - left) / elapsed,6:0}/s, {heap,6:0.0} MB managed, "
                    + $"{Process.GetCurrentProcess().WorkingSet64 / 1e6:0} MB resident"));
                next += count / 5;
            }
        }
        while (left > 0);
        await dispatcher.StopAsync(CancellationToken.None);
    }

    private static ServiceProvider Compose(string folder, MeasuredRelay? relay)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["GoNoGo:Data:Path"] = folder,
            ["GoNoGo:Database:Provider"] = nameof(DatabaseProvider.Sqlite),
            ["GoNoGo:Database:ConnectionString"] = $"Data Source={Path.Combine(folder, "gonogo.db")}",
            ["GoNoGo:Mail:PerHour"] = "0",
            ["GoNoGo:Mail:PerDay"] = "0",
            ["GoNoGo:Mail:AddressPerHour"] = "0",
            ["GoNoGo:Mail:Transport"] = relay is null ? "pickup" : "smtp",
            ["GoNoGo:Mail:Host"] = "localhost",
            ["GoNoGo:Mail:Port"] = (relay?.Port ?? 587).ToString(CultureInfo.InvariantCulture),
            ["GoNoGo:Mail:CaFile"] = relay?.CertificateFile,
            ["GoNoGo:Mail:Username"] = relay is null ? null : MeasuredRelay.Username,
            ["GoNoGo:Mail:Password"] = relay is null ? null : MeasuredRelay.Password,
            ["GoNoGo:Mail:From"] = "blog@example.org",
        }).Build();
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(TimeProvider.System)
            .AddLogging()
            .AddPlatform().AddGdpr().AddAccounts().AddComments()
            .AddSingleton(new ModelPart(typeof(BlogService).Assembly))
            .AddSingleton<SnapshotStore>()
            .AddSingleton(_ => new CommitNotes(new GitMirror(GitMirror.PathIn(folder))))
            .AddSingleton<IPostCatalog, SnapshotCatalog>()
            .AddSingleton(new MailLinks(new Uri("https://blog.example.org"), token => $"/comments/{token}/"))
            .AddScoped<ISignInMails, EverySignIn>()
            .AddEmail()
            .AddDatabase(DatabaseProvider.Sqlite)
            .BuildServiceProvider();
    }

    private sealed record Queued;

    private sealed class EverySignIn : ISignInMails
    {
        public Task<SignInMail?> FindAsync(Guid requestId, CancellationToken cancellationToken) => Task.FromResult<SignInMail?>(
            new SignInMail(EmailAddress.TryParse($"p{requestId:N}@example.org")!, "en", "/sign-in/secret", ValidMinutes: 15));
    }
}
