using System.Text.Json;
using GoNoGo.Accounts.Users;
using GoNoGo.Platform.Events;
using GoNoGo.Web.Access;
using GoNoGo.Web.Api.Description;

namespace GoNoGo.Web.Api;

/// <summary>Events over JSON: what waits, what failed, and what is to become of it.</summary>
internal static class EventDeskEndpoints
{
    private const string Events = "/v1/events";
    private const int MostRows = 200;

    public static void MapEventDesk(this ApiRoutes api)
    {
        api.Get($"{Events}/deliveries", DeliveriesAsync).ForStaff(Permission.ManageEvents, EventOperations.Deliveries);
        api.Get($"{Events}/{{id:guid}}", ShowAsync).ForStaff(Permission.ManageEvents, EventOperations.Show);
        api.Post($"{Events}/{{id:guid}}/retry", (Guid id, HttpContext http) => DecideAsync(id, isRetry: true, http))
            .ForStaff(Permission.ManageEvents, EventOperations.Retry);
        api.Post($"{Events}/{{id:guid}}/discard", (Guid id, HttpContext http) => DecideAsync(id, isRetry: false, http))
            .ForStaff(Permission.ManageEvents, EventOperations.Discard).AskAgain();
    }

    private static async Task<IResult> DeliveriesAsync(HttpContext http)
    {
        DeliveryState? state = null;
        if (http.Request.Query["state"].ToString() is { Length: > 0 } word)
        {
            if (!Enum.GetValues<DeliveryState>().Any(known => WordOf(known) == word))
            {
                var words = string.Join(", ", Enum.GetValues<DeliveryState>().Select(WordOf));
                return Problems.For(new InvalidQuery("state", $"Give one of {words}, or leave it out."));
            }

            state = Enum.GetValues<DeliveryState>().Single(known => WordOf(known) == word);
        }

        var rows = await http.Service<EventDesk>().ListAsync(state).Take(MostRows).ToListAsync(http.RequestAborted);
        return http.Private(new ListView<DeliveryItemView>([.. rows.Select(DeliveryItemView.From)], Next: null));
    }

    private static async Task<IResult> ShowAsync(Guid id, HttpContext http)
    {
        var found = await http.Service<EventDesk>().ShowAsync(id, http.RequestAborted);
        return found.Succeeded(out var detail, out var refusal) ? http.Private(EventView.From(detail)) : Problems.For(refusal);
    }

    private static async Task<IResult> DecideAsync(Guid id, bool isRetry, HttpContext http)
    {
        if (!JsonBody.Read<DeadLetterBody>(http).Succeeded(out var body, out var refusal)
            || !body.Text("handler").Succeeded(out var handler, out refusal))
        {
            return Problems.For(refusal);
        }

        var desk = http.Service<EventDesk>();
        var decided = isRetry
            ? await desk.RetryAsync(id, handler.Value, http.RequestAborted)
            : await desk.DiscardAsync(id, handler.Value, http.RequestAborted);
        return decided.Succeeded(out var done, out refusal) ? http.Private(new DeadLettersView(done.Count)) : Problems.For(refusal);
    }

    public static string WordOf(DeliveryState state) => state.ToString().ToLowerInvariant();
}

/// <summary>An event on its way to one handler.</summary>
internal sealed record DeliveryItemView(
    Guid EventId,
    string Type,
    string Aggregate,
    string Handler,
    string State,
    int Attempts,
    DateTimeOffset DueAt,
    DateTimeOffset? EndedAt,
    string? Error)
{
    public static DeliveryItemView From(DeliveryView row) => new(
        row.EventId,
        row.Type,
        row.Aggregate,
        row.Handler,
        EventDeskEndpoints.WordOf(row.State),
        row.Attempts,
        row.DueAt,
        row.EndedAt,
        row.ErrorType ?? row.Code);
}

/// <summary>How many dead letters were decided on.</summary>
internal sealed record DeadLettersView(int Count);

/// <summary>An event with its payload, which holds ids only, and all that became of it.</summary>
internal sealed record EventView(
    Guid Id,
    string Type,
    int Version,
    string Aggregate,
    DateTimeOffset OccurredAt,
    JsonElement Payload,
    IReadOnlyList<DeliveryItemView> Deliveries)
{
    public static EventView From(EventDetail detail) => new(
        detail.Id,
        detail.Type,
        detail.Version,
        detail.Aggregate,
        detail.OccurredAt,
        JsonSerializer.Deserialize<JsonElement>(detail.Payload),
        [.. detail.Deliveries.Select(DeliveryItemView.From)]);
}
