using GoNoGo.Gdpr.Retention;

namespace GoNoGo.Web.Api.Description;

/// <summary>What privacy officers do.</summary>
internal static class PrivacyOperations
{
    public static readonly ApiOperation Requests = new("listRequests", "Requests about personal data, the one that is due first at the top")
    {
        Answer = typeof(ListView<RequestItemView>),
        Query = [new("answered", "true for those that were answered too.", typeof(bool))],
    };

    public static readonly ApiOperation Request = new("getRequest", "What a person wrote, and how a comment should read")
    {
        Answer = typeof(RequestFileView),
        Refusals = [404],
    };

    public static readonly ApiOperation Accept = new("acceptRequest", "Carries a request out")
    {
        Answer = typeof(RequestItemView),
        Refusals = [404],
    };

    public static readonly ApiOperation Refuse = Answering("refuseRequest", "Refuses a request; its person is told why");

    public static readonly ApiOperation Extend = Answering("extendRequest", "Takes two months more, once; its person is told why");

    public static readonly ApiOperation Retention = new("getRetention", "What goes by which clock, and when")
    {
        Answer = typeof(ListView<RetentionItemView>),
    };

    public static readonly ApiOperation Holds = new("listHolds", "Comments that are held for a legal claim")
    {
        Answer = typeof(ListView<PlacedHold>),
    };

    public static readonly ApiOperation Hold = new("holdComment", "Keeps a comment from being erased, for a legal claim")
    {
        Body = typeof(HoldBody),
        Example = """{"reason": "Claim 12/26", "until": "2026-12-31"}""",
        Answer = typeof(PlacedHold),
        Refusals = [400, 413, 415, 422],
    };

    public static readonly ApiOperation Release = new("releaseComment", "Ends a hold before its time") { Status = 204, Refusals = [404] };

    private static ApiOperation Answering(string id, string summary) => new(id, summary)
    {
        Body = typeof(ReasonBody),
        Example = """{"reason": "The text is needed for a claim."}""",
        Answer = typeof(RequestItemView),
        Refusals = [400, 404, 409, 413, 415, 422],
    };
}
