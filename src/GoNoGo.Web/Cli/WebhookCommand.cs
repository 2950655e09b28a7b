using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using GoNoGo.Integrations.CodeHosting;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Hosting;

namespace GoNoGo.Web.Cli;

/// <summary><c>gonogo webhook</c>: the content webhook at the hosting service, also beside a running server.</summary>
internal static class WebhookCommand
{
    public static Command Describe(SettingOptions options, TimeProvider clock) => new ExampleCommand(
        "webhook", "Sets up the webhook by which the hosting service tells of pushes and pull requests.", "gonogo webhook create")
    {
        Create(options, clock),
        List(options, clock),
        Ping(options, clock),
        Deliveries(options, clock),
        Remove(options, clock),
    };

    private static ExampleCommand Create(SettingOptions options, TimeProvider clock)
    {
        var json = Json();
        var command = new ExampleCommand(
            "create",
            "Sets the webhook up, or gives the one that is there the right events, secret and address. Run twice, it leaves one.",
            "gonogo webhook create")
        {
            json,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(options, parsed, clock, async webhooks =>
        {
            if (!(await webhooks.CreateAsync(AuditIdentity.Operator, cancellationToken)).Succeeded(out var done, out var refusal))
            {
                return refusal;
            }

            await PrintAsync(parsed, json, WebhookView.From(new ListedWebhook(done.Webhook, IsOwn: true, [])), () => Say(done));
            return ExitCode.Done;
        }));
        return command;
    }

    private static ExampleCommand List(SettingOptions options, TimeProvider clock)
    {
        var json = Json();
        var command = new ExampleCommand(
            "list",
            "Lists the webhooks of the repository; of others' only the host. Answers 1 if one that leads here is not as it should be.",
            "gonogo webhook list")
        {
            json,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(options, parsed, clock, async webhooks =>
        {
            if (!(await webhooks.ListAsync(cancellationToken)).Succeeded(out var rows, out var refusal))
            {
                return refusal;
            }

            await PrintAsync(
                parsed,
                json,
                new { Items = rows.Select(WebhookView.From), Next = (string?)null },
                () => rows.Count == 0 ? "No webhooks." : string.Join('\n', rows.Select(Say)));
            return rows.Any(row => row.Faults.Count > 0) ? ExitCode.Failed : ExitCode.Done;
        }));
        return command;
    }

    private static ExampleCommand Ping(SettingOptions options, TimeProvider clock)
    {
        var command = new ExampleCommand(
            "ping",
            "Has the hosting service say hello to this blog, and tells how that was answered. Answers 1 if it did not arrive.",
            "gonogo webhook ping");
        command.SetAction((parsed, cancellationToken) => RunAsync(options, parsed, clock, async webhooks =>
        {
            var pinged = await ProgressBar.ShowAsync("Waiting", _ => webhooks.PingAsync(AuditIdentity.Operator, cancellationToken));
            if (!pinged.Succeeded(out var answer, out var refusal))
            {
                return refusal;
            }

            await parsed.InvocationConfiguration.Output.WriteLineAsync(answer.Delivery switch
            {
                null => "The ping was sent; the hosting service has not said yet how it was answered. See gonogo webhook deliveries.",
                { Arrived: true } => "The ping arrived.",
                { StatusCode: 0 } => "The ping did not arrive: nobody answered at the webhook's address.",
                { StatusCode: 401 } => "The ping was answered 401: gonogo webhook create gives it the right secret.",
                { StatusCode: var status } => string.Create(
                    CultureInfo.InvariantCulture, $"The ping was answered {status}: see the log."),
            });
            return answer.Delivery is { Arrived: true } ? ExitCode.Done : ExitCode.Failed;
        }));
        return command;
    }

    private static ExampleCommand Deliveries(SettingOptions options, TimeProvider clock)
    {
        var redeliver = new Option<bool>("--redeliver") { Description = "Have all sent once more that never arrived" };
        var json = Json();
        var command = new ExampleCommand(
            "deliveries",
            "Lists what the hosting service sent here lately, newest first. Answers 1 if the last did not arrive.",
            "gonogo webhook deliveries --redeliver")
        {
            redeliver,
            json,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(options, parsed, clock, async webhooks =>
        {
            var isAgain = parsed.GetValue(redeliver);
            var asked = isAgain
                ? await webhooks.RedeliverAsync(AuditIdentity.Operator, cancellationToken)
                : await webhooks.DeliveriesAsync(cancellationToken);
            if (!asked.Succeeded(out var rows, out var refusal))
            {
                return refusal;
            }

            var none = isAgain ? "Nothing was missed." : "Nothing was sent yet.";
            await PrintAsync(
                parsed,
                json,
                new { Items = rows, Next = (string?)null },
                () => rows.Count == 0 ? none : string.Join('\n', rows.Select(row => (isAgain ? "sent again: " : "") + Say(row))));
            return isAgain || rows.Count == 0 || rows[0].Arrived ? ExitCode.Done : ExitCode.Failed;
        }));
        return command;
    }

    private static ExampleCommand Remove(SettingOptions options, TimeProvider clock)
    {
        var yes = new Option<bool>("--yes") { Description = "Remove it without asking" };
        var command = new ExampleCommand(
            "remove", "Removes every webhook that leads here; pushes are then noticed by polling alone.", "gonogo webhook remove --yes")
        {
            yes,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(options, parsed, clock, async webhooks =>
        {
            const string question = "Remove the webhook, so that pushes are noticed by polling alone?";
            if (!parsed.GetValue(yes) && !await Agreement.AsksAsync(parsed.InvocationConfiguration.Error, question))
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync("Nothing was changed.");
                return ExitCode.Failed;
            }

            if (!(await webhooks.RemoveAsync(AuditIdentity.Operator, cancellationToken)).Succeeded(out var removed, out var refusal))
            {
                return refusal;
            }

            await parsed.InvocationConfiguration.Output.WriteLineAsync(removed.Count switch
            {
                0 => "There was no webhook that leads here.",
                1 => "The webhook is removed.",
                var count => string.Create(CultureInfo.InvariantCulture, $"{count} webhooks are removed."),
            });
            return ExitCode.Done;
        }));
        return command;
    }

    private static Task<int> RunAsync(
        SettingOptions options, ParseResult parsed, TimeProvider clock, Func<ContentWebhooks, Task<Result<int>>> body) =>
        CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            await services.GetRequiredService<Preparation>().RunAsync(PlaceUse.Made, mayMigrate: false, CancellationToken.None);
            return await body(services.GetRequiredService<ContentWebhooks>());
        }, PlaceUse.Made);

    private static Option<bool> Json() => new("--json") { Description = "Print it as JSON" };

    private static Task PrintAsync(ParseResult parsed, Option<bool> json, object view, Func<string> text) =>
        parsed.InvocationConfiguration.Output.WriteLineAsync(
            parsed.GetValue(json) ? JsonSerializer.Serialize(view, CommandJson.Options) : text());

    private static string Say(WebhookSetUp done)
    {
        var sum = done.WasThere ? "The webhook was there; it has the right events, secret and address now." : "The webhook is set up.";
        var removed = done.Removed == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" {done.Removed} more that led here were removed.");
        return $"{sum}{removed} gonogo webhook ping tries it.";
    }

    private static string Say(ListedWebhook row)
    {
        var webhook = row.Webhook;
        var state = row.IsOwn ? row.Faults.Count == 0 ? "as it should be" : string.Join(", ", row.Faults) : "not of this blog";
        var last = webhook.LastStatus is { } status ? string.Create(CultureInfo.InvariantCulture, $"  last answered {status}") : "";
        var (address, events) = (Printable.Line(webhook.Address.ToString()), Printable.Line(string.Join(", ", webhook.Events)));
        return string.Create(CultureInfo.InvariantCulture, $"{webhook.Id}  {address}  {events}  {state}{last}");
    }

    private static string Say(HostDelivery row)
    {
        var answer = row.StatusCode == 0 ? "no answer" : row.StatusCode.ToString(CultureInfo.InvariantCulture);
        return string.Create(
            CultureInfo.InvariantCulture, $"{row.At.UtcDateTime:yyyy-MM-dd HH:mm:ss'Z'}  {Printable.Line(row.Event),-14}  {answer}");
    }

    /// <summary>A webhook in JSON; of others' the address holds the host alone.</summary>
    private sealed record WebhookView(
        long Id, string Address, IReadOnlyList<string> Events, bool Active, bool Own, IReadOnlyList<string> Faults, int? LastStatus)
    {
        public static WebhookView From(ListedWebhook row) => new(
            row.Webhook.Id,
            row.Webhook.Address.ToString(),
            row.Webhook.Events,
            row.Webhook.IsActive,
            row.IsOwn,
            row.Faults,
            row.Webhook.LastStatus);
    }
}
