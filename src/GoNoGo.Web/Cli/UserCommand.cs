using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using GoNoGo.Accounts.Users;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Admin.Frame;
using GoNoGo.Web.Hosting;
using GoNoGo.Web.Pages;

namespace GoNoGo.Web.Cli;

/// <summary><c>gonogo user</c>: the people of the staff. It works when mail is down: it prints the links that it makes.</summary>
internal static class UserCommand
{
    private static readonly string[] Roles = [.. RolePermissions.Roles.Select(RolePermissions.NameOf)];

    public static Command Describe(SettingOptions options, TimeProvider clock) => new ExampleCommand(
        "user", "Adds people who help to run the blog, and lets them in again.", "gonogo user add ada --role moderator")
    {
        Add(options, clock),
        List(options, clock),
        Reset(options, clock),
        UserTokenCommand.Describe(options, clock),
    };

    private static ExampleCommand Add(SettingOptions options, TimeProvider clock)
    {
        var handle = Name();
        var roles = new Option<string[]>("--role")
        {
            Description = $"What they are there for; may be given several times: {string.Join(", ", Roles)}",
            HelpName = "ROLE",
            Required = true,
        };
        roles.AcceptOnlyFromAmong(Roles);
        var json = PersonJson();
        var command = new ExampleCommand(
            "add", "Adds a person and prints the one-time link with which they begin.", "gonogo user add ada --role moderator")
        {
            handle,
            roles,
            json,
        };
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            await services.GetRequiredService<Preparation>().RunAsync(PlaceUse.Made, mayMigrate: false, cancellationToken);
            var added = await services.GetRequiredService<StaffDirectory>().AddAsync(
                by: null, parsed.GetRequiredValue(handle), RolePermissions.Parse(parsed.GetRequiredValue(roles)), cancellationToken);
            return await PrintAsync(parsed, json, services, added);
        }, PlaceUse.Made));
        return command;
    }

    private static ExampleCommand Reset(SettingOptions options, TimeProvider clock)
    {
        var handle = Name();
        var json = PersonJson();
        var command = new ExampleCommand(
            "reset",
            "Takes a person's passkeys, password, sessions and tokens away and prints a one-time link with which they begin anew.",
            "gonogo user reset ada")
        {
            handle,
            json,
        };
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            await services.GetRequiredService<Preparation>().RunAsync(cancellationToken);
            var reset = await services.GetRequiredService<StaffDirectory>()
                .ResetAsync(by: null, parsed.GetRequiredValue(handle), cancellationToken);
            return await PrintAsync(parsed, json, services, reset);
        }));
        return command;
    }

    private static ExampleCommand List(SettingOptions options, TimeProvider clock)
    {
        var json = new Option<bool>("--json") { Description = "Print all rows as JSON" };
        var command = new ExampleCommand("list", "Lists the people of the staff by name.", "gonogo user list") { json };
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            await services.GetRequiredService<Preparation>().RunAsync(cancellationToken);
            var people = await services.GetRequiredService<StaffDirectory>().ListAsync(cancellationToken);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                var items = people.Select(person => new
                {
                    person.Id,
                    Name = person.Handle,
                    Roles = RolePermissions.NamesOf(person.Roles),
                    person.CreatedAt,
                    person.HasPassword,
                    person.Passkeys,
                });
                await output.WriteLineAsync(JsonSerializer.Serialize(new { Items = items, Next = (string?)null }, CommandJson.Options));
                return ExitCode.Done;
            }

            foreach (var person in people)
            {
                var password = person.HasPassword ? "password" : "no password";
                var ways = person.IsSetUp
                    ? string.Create(CultureInfo.InvariantCulture, $"{person.Passkeys} passkeys, {password}")
                    : "not set up";
                await output.WriteLineAsync($"{person.Handle,-20}  {string.Join(", ", RolePermissions.NamesOf(person.Roles))}  ({ways})");
            }

            if (people.Count == 0)
            {
                await output.WriteLineAsync("Nobody. gonogo serve prints a link with which to become the administrator.");
            }

            return ExitCode.Done;
        }));
        return command;
    }

    internal static Argument<string> Name() => new("NAME") { Description = "The name by which they sign in" };

    private static Option<bool> PersonJson() => new("--json") { Description = "Print name and link as JSON" };

    private static async Task<Result<int>> PrintAsync(
        ParseResult parsed, Option<bool> json, IServiceProvider services, Result<PersonLink> made)
    {
        if (!made.Succeeded(out var link, out var refusal))
        {
            return refusal;
        }

        var address = services.GetRequiredService<PublicAddress>().Absolute(AdminPaths.SetUp(link.Token));
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(json))
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(new { Name = link.Handle, Link = address }, CommandJson.Options));
            return ExitCode.Done;
        }

        await output.WriteLineAsync($"""
            {link.Handle} sets the account up at this address, once and within 24 hours:
              {address}
            """);
        return ExitCode.Done;
    }
}
