namespace GoNoGo.Web.Api.Description;

/// <summary>Events and their handlers.</summary>
internal static class EventOperations
{
    public static readonly ApiOperation Deliveries = new("listDeliveries", "At most 200 deliveries that are not done, or of a state")
    {
        Answer = typeof(ListView<DeliveryItemView>),
        Query = [new("state", "Such as dead.")],
        Refusals = [422],
    };

    public static readonly ApiOperation Show = new("getEvent", "An event, its payload and its deliveries")
    {
        Answer = typeof(EventView),
        Refusals = [404],
    };

    public static readonly ApiOperation Retry = Decide("retryEvent", "Has the dead letters of an event tried again");

    public static readonly ApiOperation Discard = Decide("discardEvent", "Leaves the dead letters of an event alone for good");

    private static ApiOperation Decide(string id, string summary) => new(id, summary)
    {
        Body = typeof(DeadLetterBody),
        IsBodyOptional = true,
        Example = """{"handler": "mail.send"}""",
        Answer = typeof(DeadLettersView),
        Refusals = [400, 404, 409, 413, 415, 422],
    };
}
