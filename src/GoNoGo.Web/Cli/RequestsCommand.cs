using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using GoNoGo.Blog.Content;
using GoNoGo.Gdpr.Rights;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Hosting;

namespace GoNoGo.Web.Cli;

/// <summary><c>gonogo privacy requests</c>: who waits for an answer about their data, and answering them.</summary>
internal static class RequestsCommand
{
    private const string SampleId = "019a9d3e-7c00-7000-8000-000000000001";

    public static Command Describe(SettingOptions options, TimeProvider clock) => new ExampleCommand(
        "requests", "Lists requests about personal data that wait for a person, and answers them.", "gonogo privacy requests list")
    {
        List(options, clock),
        Show(options, clock),
        Decide(options, clock, "accept", "Carries a request out.", needsReason: false, Accept),
        Decide(options, clock, "refuse", "Refuses a request; its person is told why.", needsReason: true, Refuse),
        Decide(options, clock, "extend", "Takes two months more; its person is told why.", needsReason: true, Extend),
    };

    private static ExampleCommand List(SettingOptions options, TimeProvider clock)
    {
        var all = new Option<bool>("--all") { Description = "Also those that were answered" };
        var json = new Option<bool>("--json") { Description = "Print all rows as JSON" };
        var command = new ExampleCommand(
            "list", "Lists requests, the one that is due first at the top. Answers 1 if one is overdue.", "gonogo privacy requests list")
        {
            all,
            json,
        };
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            await services.GetRequiredService<Preparation>().RunAsync(cancellationToken);
            var requests = services.GetRequiredService<PrivacyRequests>();
            var site = await services.GetRequiredService<CurrentSite>().FindAsync(cancellationToken);
            var rows = await requests.ListAsync(parsed.GetValue(all), cancellationToken);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                await output.WriteLineAsync(JsonSerializer.Serialize(new { Items = rows, Next = (string?)null }, CommandJson.Named));
            }
            else
            {
                await PrintAsync(output, rows);
            }

            return await requests.CountOverdueAsync(site.TimeZone, cancellationToken) > 0 ? ExitCode.Failed : ExitCode.Done;
        }));
        return command;
    }

    private static ExampleCommand Show(SettingOptions options, TimeProvider clock)
    {
        var id = Id();
        var command = new ExampleCommand(
            "show", "Shows what a person wrote, and a correction as a difference. Audited.", $"gonogo privacy requests show {SampleId}")
        {
            id,
        };
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            await services.GetRequiredService<Preparation>().RunAsync(cancellationToken);
            var chosen = parsed.GetRequiredValue(id);
            var resource = chosen.ToString("D", CultureInfo.InvariantCulture);
            await services.GetRequiredService<AccessLog>().EnterAsync(
                AuditIdentity.Operator.Access("privacy_request", resource), cancellationToken);
            var found = await services.GetRequiredService<PrivacyRequests>().FindAsync(chosen, cancellationToken);
            if (!found.Succeeded(out var request, out var refusal))
            {
                return refusal;
            }

            var output = parsed.InvocationConfiguration.Output;
            await PrintAsync(output, [request.View]);
            await output.WriteLineAsync(Printable.Line(request.Text ?? "(gone)"));
            foreach (var line in Difference(request))
            {
                await output.WriteLineAsync(line);
            }

            return ExitCode.Done;
        }));
        return command;
    }

    private static ExampleCommand Decide(
        SettingOptions options, TimeProvider clock, string verb, string description, bool needsReason, Decision decide)
    {
        var id = Id();
        var reason = new Option<string>("--reason") { Description = "Why, for the person", HelpName = "TEXT", Required = needsReason };
        var example = $"gonogo privacy requests {verb} {SampleId}" + (needsReason ? " --reason \"…\"" : "");
        var command = new ExampleCommand(verb, $"{description} Audited.", example) { id };
        if (needsReason)
        {
            command.Add(reason);
        }

        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            await services.GetRequiredService<Preparation>().RunAsync(cancellationToken);
            var site = await services.GetRequiredService<CurrentSite>().FindAsync(cancellationToken);
            var chosen = parsed.GetRequiredValue(id);
            var decided = await decide(
                services.GetRequiredService<PrivacyRequests>(),
                chosen,
                needsReason ? parsed.GetRequiredValue(reason) : "",
                site.TimeZone,
                cancellationToken);
            if (decided.Error is { } refusal)
            {
                return refusal;
            }

            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{chosen}: {verb}");
            return ExitCode.Done;
        }));
        return command;
    }

    private static Task<Result<Guid>> Accept(
        PrivacyRequests requests, Guid id, string reason, TimeZoneInfo zone, CancellationToken cancellationToken) =>
        requests.AcceptAsync(id, AuditIdentity.Operator, cancellationToken);

    private static Task<Result<Guid>> Refuse(
        PrivacyRequests requests, Guid id, string reason, TimeZoneInfo zone, CancellationToken cancellationToken) =>
        requests.RefuseAsync(id, reason, AuditIdentity.Operator, cancellationToken);

    private static Task<Result<Guid>> Extend(
        PrivacyRequests requests, Guid id, string reason, TimeZoneInfo zone, CancellationToken cancellationToken) =>
        requests.ExtendAsync(id, reason, zone, AuditIdentity.Operator, cancellationToken);

    private static IEnumerable<string> Difference(OpenRequest request)
    {
        if (request is not { Proposal: { } proposal, Current: { } current })
        {
            yield break;
        }

        if (proposal.AuthorName != current.AuthorName)
        {
            yield return $"name: {Printable.Line(current.AuthorName ?? "(none)")} -> {Printable.Line(proposal.AuthorName ?? "(none)")}";
        }

        foreach (var line in InlineDiffBuilder.Diff(current.Content, proposal.Content).Lines)
        {
            var mark = line.Type switch
            {
                ChangeType.Inserted => "+",
                ChangeType.Deleted => "-",
                _ => " ",
            };
            yield return $"{mark} {Printable.Line(line.Text)}";
        }
    }

    private static async Task PrintAsync(TextWriter output, IReadOnlyList<RequestView> rows)
    {
        foreach (var row in rows)
        {
            var extended = row.IsExtended ? " (extended)" : "";
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Id}  {row.Kind,-13}  {row.State,-7}  due {row.DueOn:yyyy-MM-dd}{extended}  {row.CommentId}").TrimEnd());
        }

        if (rows.Count == 0)
        {
            await output.WriteLineAsync("No requests.");
        }
    }

    private static Argument<Guid> Id() => new("ID") { Description = "The id, as list prints it" };

    private delegate Task<Result<Guid>> Decision(
        PrivacyRequests requests, Guid id, string reason, TimeZoneInfo zone, CancellationToken cancellationToken);
}
