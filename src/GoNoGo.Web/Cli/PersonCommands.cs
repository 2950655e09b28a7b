using System.CommandLine;
using System.Globalization;
using GoNoGo.Blog.Content;
using GoNoGo.Gdpr.Access;
using GoNoGo.Gdpr.Erasure;
using GoNoGo.Gdpr.Register;
using GoNoGo.Integrations.Email;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Hosting;
using Microsoft.Extensions.Options;

namespace GoNoGo.Web.Cli;

/// <summary><c>gonogo privacy export</c> and <c>erase</c>: for who asks by letter or telephone.</summary>
internal static class PersonCommands
{
    public static ExampleCommand Export(SettingOptions options, TimeProvider clock)
    {
        var person = new PersonOptions();
        var file = new Option<string>("--out")
        {
            Description = "The ZIP to write, for this user alone; - is standard output",
            HelpName = "FILE",
            DefaultValueFactory = _ => "my-data.zip",
        };
        var overwrite = PrivateFile.OverwriteOption();
        var command = new ExampleCommand(
            "export",
            "Writes all that is held about a person into a ZIP for them (GDPR art. 15, 20). Audited.",
            "gonogo privacy export --email ada@example.org --out ada.zip")
        {
            file,
            overwrite,
        };
        person.AddTo(command);
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            var path = parsed.GetRequiredValue(file);
            if (PrivateFile.FindRefusal(path, parsed.GetValue(overwrite)) is { } refused)
            {
                return refused;
            }

            await services.GetRequiredService<Preparation>().RunAsync(cancellationToken);
            if (!(await person.FindAsync(services, parsed, cancellationToken)).Succeeded(out var found, out var refusal))
            {
                return refusal;
            }

            await services.GetRequiredService<AccessLog>().EnterAsync(
                AuditIdentity.Operator.Access("export", found.Target.ToString("D", CultureInfo.InvariantCulture)),
                cancellationToken);
            var site = await services.GetRequiredService<CurrentSite>().FindAsync(cancellationToken);
            var facts = OperatorFacts.Of(site, services.GetRequiredService<IOptions<MailOptions>>().Value);
            return await WriteAsync(services, found, facts, site.Language, path, parsed.GetValue(overwrite), parsed, cancellationToken);
        }));
        return command;
    }

    public static ExampleCommand Erase(SettingOptions options, TimeProvider clock)
    {
        var person = new PersonOptions();
        var yes = new Option<bool>("--yes") { Description = "Do not ask" };
        var command = new ExampleCommand(
            "erase",
            "Erases a person, or one comment, for good (GDPR art. 17), and prints the certificate for them. Audited.",
            "gonogo privacy erase --email ada@example.org --yes > certificate.json")
        {
            yes,
        };
        person.AddTo(command);
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            await services.GetRequiredService<Preparation>().RunAsync(cancellationToken);
            if (!(await person.FindAsync(services, parsed, cancellationToken)).Succeeded(out var found, out var refusal))
            {
                return refusal;
            }

            var error = parsed.InvocationConfiguration.Error;
            if (!parsed.GetValue(yes) && !await Agreement.AsksAsync(error, "Erase for good? This cannot be undone."))
            {
                await error.WriteLineAsync("Nothing was erased.");
                return ExitCode.Failed;
            }

            var erased = await services.GetRequiredService<Erasures>()
                .EraseAsync(found.Kind, found.Target, AuditActor.Operator, cancellationToken);
            if (!erased.Succeeded(out var outcome, out refusal))
            {
                return refusal;
            }

            await parsed.InvocationConfiguration.Output.WriteLineAsync(services.GetRequiredService<ErasureCertificates>().Sign(outcome));
            return ExitCode.Done;
        }));
        return command;
    }

    private static async Task<Result<int>> WriteAsync(
        IServiceProvider services,
        PersonFound found,
        NoticeFacts facts,
        string language,
        string path,
        bool overwrite,
        ParseResult parsed,
        CancellationToken cancellationToken)
    {
        var gathered = await services.GetRequiredService<PersonExport>()
            .GatherAsync(found.Reach, facts, language, int.MaxValue - 1, cancellationToken);
        if (!gathered.Succeeded(out var archive, out var refusal))
        {
            return refusal;
        }

        var written = await PrivateFile.WriteAsync<string>(path, overwrite, async target =>
        {
            await archive.WriteAsync(target, cancellationToken);
            return path;
        });
        if (written.Error is { } unwritten)
        {
            return unwritten;
        }

        await (path == PrivateFile.StandardOutput ? parsed.InvocationConfiguration.Error : parsed.InvocationConfiguration.Output)
            .WriteLineAsync(path);
        return ExitCode.Done;
    }
}
