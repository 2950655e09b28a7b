using GoNoGo.Platform.Limits;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Configuration;
using Microsoft.Extensions.Options;

namespace GoNoGo.Web.Limits;

/// <summary>Notes that an endpoint got to see the request: until then nothing of it can have been done.</summary>
internal sealed record SeenByEndpoint
{
    public static SeenByEndpoint Mark { get; } = new();
}

/// <summary>
/// Counts the writes of one request. A write that turns out to change nothing gives its place back, so that who mends a field or repeats
/// a request loses none.
/// </summary>
internal sealed class CountedWrites(WriteLimiter limiter, IOptions<RateLimitingOptions> options)
{
    private LimitState? taken;
    private SenderTags? sender;
    private HttpResponse? response;

    /// <summary>Takes a place for what is about to be done, and says in the answer what is left.</summary>
    /// <param name="context">The request; <see cref="Pipeline.RateLimiting"/> has said who sent it.</param>
    /// <param name="kind">What is about to be done.</param>
    /// <returns>Null where it may be done.</returns>
    public async Task<Error?> TakeAsync(HttpContext context, CountedKind kind)
    {
        // A request that writes nothing has no tags, nor has a connection without an address, as those within a test's process.
        if ((sender = context.Features.Get<SenderTags>()) is null)
        {
            return null;
        }

        var state = await limiter.TakeAsync(CountedKinds.LimitOf(kind, options.Value), sender, context.RequestAborted);
        LimitFields.Write(context.Response, state);
        if (!state.IsTaken)
        {
            LimitMeters.Refused(state.Limit.Kind);
            return new TooManyRequests();
        }

        (taken, response) = (state, context.Response);
        return null;
    }

    /// <summary>
    /// Gives back what was taken: nothing was done. An answer that has not begun says so; whether anybody waits for it does not matter.
    /// </summary>
    public async Task GiveBackAsync()
    {
        if (taken is { } place && sender is { } tags)
        {
            taken = null;
            await limiter.GiveBackAsync(place, tags, CancellationToken.None);
            if (response is { HasStarted: false })
            {
                LimitFields.Write(response, place with { Left = place.Left + 1 });
            }
        }
    }
}
