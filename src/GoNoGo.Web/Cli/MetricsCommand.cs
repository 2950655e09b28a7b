using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using GoNoGo.Integrations.DigitalOcean;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Hosting;
using GoNoGo.Web.Pages;

namespace GoNoGo.Web.Cli;

/// <summary>
/// <c>gonogo metrics</c>: what App Platform measures of the app, and what the running blog counts itself. Nobody is in it.
/// </summary>
internal static partial class MetricsCommand
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(14);

    public static Command Describe(SettingOptions options, TimeProvider clock)
    {
        var range = new Option<string>("--range") { Description = "How far back: 30m, 1h, 7d [default: 1h]", HelpName = "TIME" };
        range.Validators.Add(result =>
        {
            if (result.Tokens is [var token, ..] && Parse(token.Value) is null)
            {
                result.AddError($"'{token.Value}' is no time; write it as 30m, 1h or 7d, 14d at most.");
            }
        });
        var json = new Option<bool>("--json") { Description = "Print the figures as JSON" };
        var command = new ExampleCommand(
            "metrics",
            "Shows processor, memory, restarts and bandwidth of the app on DigitalOcean, and requests, times and errors of the running "
            + "blog. Answers 1 if either does not answer; the other's figures are shown.",
            "gonogo metrics --range 1h")
        {
            range,
            json,
        };
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            await services.GetRequiredService<Preparation>().RunAsync(PlaceUse.Made, mayMigrate: false, cancellationToken);
            var time = Parse(parsed.GetValue(range) ?? "1h") ?? TimeSpan.FromHours(1);
            var platform = await services.GetRequiredService<PlatformMetrics>().ReadAsync(time, cancellationToken);
            var site = await services.GetRequiredService<SiteFigures>()
                .ReadAsync(services.GetRequiredService<PublicAddress>().Root, time, cancellationToken);
            foreach (var refusal in new[] { platform.Error, site.Error }.OfType<Error>())
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(refusal.Message);
            }

            var view = MetricsView.From(platform.Value, site.Value, clock.GetUtcNow());
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                parsed.GetValue(json) ? JsonSerializer.Serialize(view, CommandJson.Options) : Say(view));
            return platform.Error is null && site.Error is null ? ExitCode.Done : ExitCode.Failed;
        }, PlaceUse.Made));
        return command;
    }

    private static TimeSpan? Parse(string text)
    {
        if (Form().Match(text) is not { Success: true } match
            || !int.TryParse(match.Groups["count"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return null;
        }

        var range = match.Groups["unit"].Value switch
        {
            "m" => TimeSpan.FromMinutes(count),
            "h" => TimeSpan.FromHours(count),
            _ => TimeSpan.FromDays(count),
        };
        return range > TimeSpan.Zero && range <= Longest ? range : null;
    }

    private static string Say(MetricsView view) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        time       {view.Timestamp.UtcDateTime:yyyy-MM-dd HH:mm'Z'}
        region     {view.Region ?? "–"}
        processor  {Number(view.CpuUsage, "%")}
        memory     {Number(view.MemoryUsage, "%")}
        restarts   {Number(view.Restarts)}
        bandwidth  {Number(view.BandwidthBytes, " bytes on the last whole day")}
        requests   {Number(view.RequestCount)}
        errors     {Number(view.ErrorRate * 100, "%")}
        mean       {Number(view.ResponseTimeAvg, " ms")}
        p50        {Number(view.ResponseTimeP50, " ms")}
        p95        {Number(view.ResponseTimeP95, " ms")}
        p99        {Number(view.ResponseTimeP99, " ms")}
        """);

    private static string Number(double? value, string unit = "") =>
        value is { } known ? known.ToString("0.##", CultureInfo.InvariantCulture) + unit : "–";

    [GeneratedRegex("^(?<count>[0-9]{1,4})(?<unit>[mhd])$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();
}

/// <summary>All figures in one; null where the one who has it did not answer.</summary>
internal sealed record MetricsView(
    DateTimeOffset Timestamp,
    string? Region,
    double? CpuUsage,
    double? MemoryUsage,
    int? Restarts,
    long? BandwidthBytes,
    long? RequestCount,
    double? ErrorRate,
    double? ResponseTimeAvg,
    double? ResponseTimeP50,
    double? ResponseTimeP95,
    double? ResponseTimeP99)
{
    public static MetricsView From(PlatformFigures? platform, RequestFigures? site, DateTimeOffset now) => new(
        now,
        platform?.Region,
        platform?.CpuPercent,
        platform?.MemoryPercent,
        platform?.Restarts,
        platform?.BandwidthBytes,
        site?.Requests,
        site?.ErrorRate,
        site?.MeanMilliseconds,
        site?.P50Milliseconds,
        site?.P95Milliseconds,
        site?.P99Milliseconds);
}
