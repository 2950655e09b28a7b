using System.CommandLine;
using System.Globalization;
using GoNoGo.Accounts.Users;
using GoNoGo.Gdpr.Subjects;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Hosting;

namespace GoNoGo.Web.Cli;

/// <summary><c>gonogo privacy keys</c>: which there are, replacing them, and destroying those that nothing needs any more.</summary>
internal static class KeysCommand
{
    private static readonly string[] Purposes = [.. KeyPurposes.Lasting.Select(purpose => KeyPurposes.Name(purpose))];

    public static Command Describe(SettingOptions options, TimeProvider clock) => new ExampleCommand(
        "keys", "Lists keys, replaces them, and destroys old ones.", "gonogo privacy keys rotate email-tag")
    {
        List(options, clock),
        Rotate(options, clock),
        Retire(options, clock),
    };

    private static ExampleCommand List(SettingOptions options, TimeProvider clock)
    {
        var command = new ExampleCommand("list", "Lists the versions of each key; never a key.", "gonogo privacy keys list");
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            await services.GetRequiredService<Preparation>().RunAsync(PlaceUse.Made, mayMigrate: false, cancellationToken);
            var store = services.GetRequiredService<IKeyStore>();
            foreach (var purpose in Enum.GetValues<KeyPurpose>())
            {
                var versions = string.Join(", ", store.Versions(purpose).Order());
                await parsed.InvocationConfiguration.Output.WriteLineAsync($"{KeyPurposes.Name(purpose),-20} {versions}");
            }

            return ExitCode.Done;
        }, PlaceUse.Made));
        return command;
    }

    private static ExampleCommand Rotate(SettingOptions options, TimeProvider clock)
    {
        var purpose = Purpose();
        var command = new ExampleCommand(
            "rotate",
            "Puts a new key in force. What was made with the old one is still found and read; a running server follows within a minute.",
            "gonogo privacy keys rotate subject-master")
        {
            purpose,
        };
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            await services.GetRequiredService<Preparation>().RunAsync(PlaceUse.Made, mayMigrate: false, cancellationToken);
            var chosen = Chosen(parsed.GetRequiredValue(purpose));
            var version = services.GetRequiredService<KeyRing>().Rotate(chosen);
            await services.GetRequiredService<KeyFingerprints>().NoteAsync(cancellationToken);
            var rewrapped = chosen is KeyPurpose.SubjectMaster
                ? await services.GetRequiredService<SubjectKeys>().RewrapAsync(cancellationToken)
                : 0;
            await EnterAsync(services, "keys.rotated", KeyPurposes.Name(chosen, version), cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(rewrapped > 0
                ? $"{KeyPurposes.Name(chosen, version)} is in force; {rewrapped.ToString(CultureInfo.InvariantCulture)} keys wrapped anew."
                : $"{KeyPurposes.Name(chosen, version)} is in force.");
            return ExitCode.Done;
        }, PlaceUse.Made));
        return command;
    }

    private static ExampleCommand Retire(SettingOptions options, TimeProvider clock)
    {
        var purpose = Purpose();
        var version = new Argument<int>("VERSION") { Description = "Not the newest" };
        var command = new ExampleCommand(
            "retire",
            "Destroys an old key. Refused while something needs it that can be counted; links and receipts made with it end.",
            "gonogo privacy keys retire email-tag 1")
        {
            purpose,
            version,
        };
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            await services.GetRequiredService<Preparation>().RunAsync(PlaceUse.Made, mayMigrate: false, cancellationToken);
            var (chosen, old) = (Chosen(parsed.GetRequiredValue(purpose)), parsed.GetRequiredValue(version));
            var ring = services.GetRequiredService<KeyRing>();
            if (old >= ring.Current(chosen).Version || chosen is KeyPurpose.AuditSigning)
            {
                return new KeyNeeded($"{KeyPurposes.Name(chosen, old)} is in force, or proves what was signed with it; it stays.");
            }

            var users = await UsersAsync(services, chosen, old, cancellationToken);
            if (users > 0)
            {
                return new KeyNeeded(string.Create(
                    CultureInfo.InvariantCulture, $"{users} rows still need {KeyPurposes.Name(chosen, old)}; they move on by themselves."));
            }

            ring.Retire(chosen, old);
            await EnterAsync(services, "keys.destroyed", KeyPurposes.Name(chosen, old), cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{KeyPurposes.Name(chosen, old)} is destroyed.");
            return ExitCode.Done;
        }, PlaceUse.Made));
        return command;
    }

    private static async Task<int> UsersAsync(
        IServiceProvider services, KeyPurpose purpose, int version, CancellationToken cancellationToken) => purpose switch
        {
            KeyPurpose.EmailTag => await services.GetRequiredService<SubjectDirectory>().CountTaggedAsync(version, cancellationToken),
            KeyPurpose.Mailbox => await services.GetRequiredService<Accounts.Mailboxes.MailboxVault>()
                .CountUnderAsync(version, cancellationToken),
            KeyPurpose.SignIn => await services.GetRequiredService<StaffDirectory>().CountCodesUnderAsync(version, cancellationToken),
            KeyPurpose.SubjectMaster => (await services.GetRequiredService<ISubjectStore>().WrappedOtherwiseAsync(
                services.GetRequiredService<KeyRing>().Current(purpose).Version, 1, cancellationToken)).Count,
            _ => 0,
        };

    private static Task<Result<Entered>> EnterAsync(
        IServiceProvider services, string action, string key, CancellationToken cancellationToken) =>
        services.GetRequiredService<UnitOfWork>().RunAsync<Entered>(
            (transaction, _) =>
            {
                transaction.Audit(new AuditAct(AuditActor.Operator, action, "key", key));
                return Task.FromResult<Result<Entered>>(new Entered());
            },
            cancellationToken);

    private static Argument<string> Purpose()
    {
        var purpose = new Argument<string>("PURPOSE") { Description = $"One of {string.Join(", ", Purposes)}" };
        purpose.AcceptOnlyFromAmong(Purposes);
        return purpose;
    }

    private static KeyPurpose Chosen(string name) => KeyPurposes.Lasting.Single(purpose => KeyPurposes.Name(purpose) == name);

    private sealed record Entered;
}

/// <summary>A key cannot be destroyed yet.</summary>
/// <param name="Why">One sentence.</param>
internal sealed record KeyNeeded(string Why) : Conflict("key_needed", Why);
