using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using GoNoGo.Accounts.Tokens;
using GoNoGo.Accounts.Users;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Hosting;

namespace GoNoGo.Web.Cli;

/// <summary><c>gonogo user token</c>: tokens with which programs use the API in somebody's name.</summary>
internal static class UserTokenCommand
{
    private const int UsualDays = 30;
    private static readonly string[] Permissions = [.. ApiTokens.Offered(StaffRoles.Administrator).Select(PermissionNames.NameOf)];

    public static Command Describe(SettingOptions options, TimeProvider clock) => new ExampleCommand(
        "token", "Makes, lists and revokes API tokens.", "gonogo user token add ada --name backup --permission read_audit")
    {
        Add(options, clock),
        List(options, clock),
        Revoke(options, clock),
    };

    private static ExampleCommand Add(SettingOptions options, TimeProvider clock)
    {
        var handle = UserCommand.Name();
        var name = new Option<string>("--name") { Description = "What it is for", HelpName = "TEXT", Required = true };
        var permissions = new Option<string[]>("--permission")
        {
            Description = $"What it may; may be given several times: {string.Join(", ", Permissions)}",
            HelpName = "PERMISSION",
            Required = true,
        };
        permissions.AcceptOnlyFromAmong(Permissions);
        var days = new Option<int>("--days")
        {
            Description = $"For how many days it is good: {string.Join(", ", NewApiToken.DayChoices)}",
            HelpName = "DAYS",
            DefaultValueFactory = _ => UsualDays,
        };
        var json = new Option<bool>("--json") { Description = "Print the token and what it is as JSON" };
        days.AcceptOnlyFromAmong([.. NewApiToken.DayChoices.Select(choice => choice.ToString(CultureInfo.InvariantCulture))]);
        var command = new ExampleCommand(
            "add",
            "Makes a token for a person and prints it, once.",
            "gonogo user token add ada --name backup --permission read_audit --days 90")
        {
            handle,
            name,
            permissions,
            days,
            json,
        };
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            await services.GetRequiredService<Preparation>().RunAsync(cancellationToken);
            var wanted = new NewApiToken(
                parsed.GetRequiredValue(name), PermissionNames.Parse(parsed.GetRequiredValue(permissions)), parsed.GetValue(days));
            var made = await services.GetRequiredService<ApiTokens>()
                .MakeAsync(by: null, parsed.GetRequiredValue(handle), wanted, cancellationToken);
            if (!made.Succeeded(out var token, out var refusal))
            {
                return (Result<int>)refusal;
            }

            if (parsed.GetValue(json))
            {
                await parsed.InvocationConfiguration.Output.WriteLineAsync(
                    JsonSerializer.Serialize(new { token.Text, Token = RowOf(token.View) }, CommandJson.Options));
                return ExitCode.Done;
            }

            await parsed.InvocationConfiguration.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"""
                A token of {token.Handle}, good until {token.View.ExpiresAt.UtcDateTime:yyyy-MM-dd HH:mm}Z and not shown again:
                  {token.Text}
                """));
            return ExitCode.Done;
        }));
        return command;
    }

    private static ExampleCommand List(SettingOptions options, TimeProvider clock)
    {
        var handle = UserCommand.Name();
        handle.Arity = ArgumentArity.ZeroOrOne;
        handle.Description = "Only of this person";
        var json = new Option<bool>("--json") { Description = "Print all rows as JSON" };
        var command = new ExampleCommand("list", "Lists the tokens that are good, without their secrets.", "gonogo user token list ada")
        {
            handle,
            json,
        };
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            await services.GetRequiredService<Preparation>().RunAsync(cancellationToken);
            var tokens = await services.GetRequiredService<ApiTokens>().ListAsync(parsed.GetValue(handle), cancellationToken);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                var items = tokens.Select(RowOf);
                await output.WriteLineAsync(JsonSerializer.Serialize(new { Items = items, Next = (string?)null }, CommandJson.Options));
                return ExitCode.Done;
            }

            foreach (var token in tokens)
            {
                var permissions = string.Join(", ", token.Permissions.Select(PermissionNames.NameOf));
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"""
                    {token.Id}  {token.Handle}  {Printable.Line(token.Name)}
                        {token.Beginning}…  {permissions}  until {token.ExpiresAt.UtcDateTime:yyyy-MM-dd}, {LastUse(token)}
                    """));
            }

            if (tokens.Count == 0)
            {
                await output.WriteLineAsync("No tokens.");
            }

            return ExitCode.Done;
        }));
        return command;
    }

    private static ExampleCommand Revoke(SettingOptions options, TimeProvider clock)
    {
        var id = new Argument<Guid>("ID") { Description = "The id, as list prints it" };
        var command = new ExampleCommand(
            "revoke",
            "Makes a token worth nothing at once.",
            "gonogo user token revoke 01a205fc-347b-7439-9cb3-7159a8b4ff96")
        {
            id,
        };
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            await services.GetRequiredService<Preparation>().RunAsync(cancellationToken);
            var revoked = await services.GetRequiredService<ApiTokens>()
                .RevokeAsync(by: null, parsed.GetRequiredValue(id), onlyOwn: false, cancellationToken);
            if (!revoked.Succeeded(out var done, out var refusal))
            {
                return (Result<int>)refusal;
            }

            await parsed.InvocationConfiguration.Output.WriteLineAsync($"A token of {done.Handle} was revoked.");
            return ExitCode.Done;
        }));
        return command;
    }

    private static object RowOf(ApiTokenView token) => new
    {
        token.Id,
        Person = token.Handle,
        token.Name,
        token.Beginning,
        Permissions = token.Permissions.Select(PermissionNames.NameOf),
        token.CreatedAt,
        token.ExpiresAt,
        token.LastUsedOn,
    };

    private static string LastUse(ApiTokenView token) => token.LastUsedOn is { } day
        ? string.Create(CultureInfo.InvariantCulture, $"last used on {day:yyyy-MM-dd}")
        : "never used";
}
