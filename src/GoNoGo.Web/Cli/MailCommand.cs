using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using GoNoGo.Blog.Content;
using GoNoGo.Integrations.Email;
using GoNoGo.Integrations.Email.Ledger;
using GoNoGo.Platform.Health;
using GoNoGo.Web.Hosting;

namespace GoNoGo.Web.Cli;

/// <summary><c>gonogo mail</c>: what waits, what failed and why, and what mails look like, also beside a running server.</summary>
internal static class MailCommand
{
    private const string SampleId = "019a9d3e-7c00-7000-8000-000000000001";
    private static readonly string[] States = [.. Enum.GetNames<MailStatus>().Select(name => name.ToLowerInvariant())];

    public static Command Describe(SettingOptions options, TimeProvider clock) => new ExampleCommand(
        "mail", "Shows what mails look like, lists those that wait or failed, and has them tried again.", "gonogo mail list")
    {
        Preview(options, clock),
        List(options, clock),
        Retry(options, clock),
    };

    private static ExampleCommand Preview(SettingOptions options, TimeProvider clock)
    {
        var kind = new Argument<string>("KIND") { Description = $"One of {string.Join(", ", MailKinds.All.Select(one => one.Name))}" };
        kind.AcceptOnlyFromAmong([.. MailKinds.All.Select(one => one.Name)]);
        var language = new Option<string?>("--language") { Description = "Its language [default: the blog's]", HelpName = "TAG" };
        var form = new Option<string?>("--form") { Description = "text, html or eml [default: text]", HelpName = "FORM" };
        form.AcceptOnlyFromAmong("text", "html", "eml");
        var command = new ExampleCommand(
            "preview",
            "Prints a mail as it would be sent, in the words of the blog.",
            "gonogo mail preview reply --language de --form html")
        {
            kind,
            language,
            form,
        };
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            var site = await services.GetRequiredService<CurrentSite>().FindAsync(cancellationToken);
            var mail = await services.GetRequiredService<MailPreview>()
                .ShowAsync(parsed.GetRequiredValue(kind), parsed.GetValue(language) ?? site.Language, site);
            await parsed.InvocationConfiguration.Output.WriteAsync(parsed.GetValue(form) switch
            {
                "html" => mail.Html + "\n",
                "eml" => Encoding.UTF8.GetString(mail.Message.Span),
                _ => $"Subject: {mail.Subject}\n\n{mail.Text}",
            });
            return ExitCode.Done;
        }, PlaceUse.Unneeded));
        return command;
    }

    private static ExampleCommand List(SettingOptions options, TimeProvider clock)
    {
        var status = new Option<string?>("--status") { Description = "Only mails of this status", HelpName = "STATUS" };
        status.AcceptOnlyFromAmong(States);
        var json = new Option<bool>("--json") { Description = "Print all rows as JSON" };
        var command = new ExampleCommand(
            "list",
            "Says how mail is doing and lists what waits or failed, oldest first; never an address. Answers 1 if something needs mending.",
            "gonogo mail list --status failed")
        {
            status,
            json,
        };
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            await services.GetRequiredService<Preparation>().RunAsync(cancellationToken);
            var site = await services.GetRequiredService<CurrentSite>().FindAsync(cancellationToken);
            var troubles = await services.GetRequiredService<MailHealth>().FindAsync(site, cancellationToken);
            MailStatus? chosen = parsed.GetValue(status) is { } word ? Enum.Parse<MailStatus>(word, ignoreCase: true) : null;
            var rows = services.GetRequiredService<MailDesk>().ListAsync(chosen);
            await PrintAsync(parsed.InvocationConfiguration.Output, troubles, rows, parsed.GetValue(json));
            return troubles.Any(trouble => trouble.NeedsMending) ? ExitCode.Failed : ExitCode.Done;
        }));
        return command;
    }

    private static ExampleCommand Retry(SettingOptions options, TimeProvider clock)
    {
        var ids = new Argument<string[]>("ID") { Description = "The ids, as list prints them", Arity = ArgumentArity.OneOrMore };
        ids.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !Guid.TryParse(token.Value, out _)))
            {
                result.AddError($"'{token.Value}' is no id of a mail.");
            }
        });
        var command = new ExampleCommand(
            "retry",
            "Has mails tried again that wait or failed. Answers 1 if one cannot be; the others are.",
            $"gonogo mail retry {SampleId}")
        {
            ids,
        };
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            await services.GetRequiredService<Preparation>().RunAsync(cancellationToken);
            var desk = services.GetRequiredService<MailDesk>();
            var exitCode = ExitCode.Done;
            foreach (var id in parsed.GetRequiredValue(ids).Select(Guid.Parse).Distinct())
            {
                if ((await desk.RetryAsync(id, cancellationToken)).Error is { } refusal)
                {
                    await parsed.InvocationConfiguration.Error.WriteLineAsync(refusal.Message);
                    exitCode = ExitCode.Failed;
                }
                else
                {
                    await parsed.InvocationConfiguration.Output.WriteLineAsync($"{id}: queued");
                }
            }

            return exitCode;
        }));
        return command;
    }

    private static async Task PrintAsync(
        TextWriter output, IReadOnlyList<HealthTrouble> troubles, IAsyncEnumerable<MailView> rows, bool json)
    {
        if (json)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(
                new { Troubles = troubles, Items = await rows.ToListAsync(), Next = (string?)null }, CommandJson.Named));
            return;
        }

        foreach (var trouble in troubles)
        {
            await output.WriteLineAsync($"{(trouble.NeedsMending ? "!" : "-")} {Printable.Line(trouble.Message)}");
        }

        var any = false;
        await foreach (var row in rows)
        {
            any = true;
            var time = row.EndedAt is { } ended ? $"ended {Time(ended)}" : $"waits since {Time(row.DueAt)}";
            var twice = row.MayArriveTwice ? "  may arrive twice" : "";
            var status = row.Status.ToString().ToLowerInvariant();
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Id}  {row.Kind,-16}  {status,-9}  attempts {row.Attempts}  {time}  {row.Reason}{twice}")
                .TrimEnd());
        }

        if (!any)
        {
            await output.WriteLineAsync("No mails.");
        }
    }

    private static string Time(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
