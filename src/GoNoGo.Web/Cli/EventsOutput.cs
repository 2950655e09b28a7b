using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using GoNoGo.Platform.Events;

namespace GoNoGo.Web.Cli;

/// <summary>How <c>gonogo events</c> prints.</summary>
internal static class EventsOutput
{
    private static readonly JsonSerializerOptions Json = new(CommandJson.Options)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static async Task PrintAsync(TextWriter output, IAsyncEnumerable<DeliveryView> rows, bool json)
    {
        if (json)
        {
            await PrintJsonAsync(output, await rows.ToListAsync());
            return;
        }

        var any = false;
        await foreach (var row in rows)
        {
            any = true;
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.EventId}  {Printable.Line(row.Type)}  {Printable.Line(row.Aggregate)}  {Line(row)}"));
        }

        if (!any)
        {
            await output.WriteLineAsync("No events.");
        }
    }

    public static async Task PrintAsync(TextWriter output, IReadOnlyList<EventSubscription> subscriptions, bool json)
    {
        if (json)
        {
            await PrintJsonAsync(
                output, subscriptions.Select(row => new { Type = row.EventType, row.Handler, Aggregate = row.AggregateId }));
            return;
        }

        foreach (var row in subscriptions)
        {
            await output.WriteLineAsync($"{row.EventType,-24}  {row.Handler}{(row.AggregateId is { } only ? $"  ({only} only)" : "")}");
        }
    }

    public static async Task PrintAsync(TextWriter output, EventDetail found, bool json)
    {
        if (json)
        {
            using var payload = JsonDocument.Parse(found.Payload);
            await output.WriteLineAsync(JsonSerializer.Serialize(
                new
                {
                    found.Id,
                    found.Type,
                    found.Version,
                    found.Aggregate,
                    found.OccurredAt,
                    found.DueAt,
                    found.TraceId,
                    Payload = payload.RootElement,
                    found.Deliveries,
                },
                Json));
            return;
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"""
            {found.Id}  {found.Type} version {found.Version}
            about      {Printable.Line(found.Aggregate)}
            published  {Time(found.OccurredAt)}
            due        {Time(found.DueAt)}
            trace      {found.TraceId ?? "none"}
            payload    {Printable.Line(found.Payload)}
            """));
        foreach (var delivery in found.Deliveries)
        {
            await output.WriteLineAsync($"  {Line(delivery)}");
        }
    }

    private static string Line(DeliveryView row)
    {
        var state = row.State.ToString().ToLowerInvariant();
        var time = row.EndedAt is { } ended ? $"ended {Time(ended)}" : $"due {Time(row.DueAt)}";
        string?[] last = [row.ErrorType, row.Code, row.TraceId is { } trace ? $"trace {trace}" : null];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{row.Handler}  {state}  attempts {row.Attempts}  {time}  {string.Join(' ', last.Where(part => part is not null))}").TrimEnd();
    }

    private static string Time(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static Task PrintJsonAsync<T>(TextWriter output, IEnumerable<T> items) =>
        output.WriteLineAsync(JsonSerializer.Serialize(new { Items = items, Next = (string?)null }, Json));
}
