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
    private PromisedPlace? promised;
    private SenderTags? sender;
    private HttpResponse? response;

    /// <summary>The place that a comment takes together with itself; null where none is to be taken.</summary>
    public PromisedPlace? Promised => promised;

    /// <summary>
    /// Takes a place for what is about to be done, or has a comment take it (<see cref="Promised"/>), and says in the answer what is left.
    /// </summary>
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

        var limit = CountedKinds.LimitOf(kind, options.Value);
        var promise = kind is CountedKind.Comment ? await limiter.PromiseAsync(limit, sender, context.RequestAborted) : null;
        var state = promise?.State ?? await limiter.TakeAsync(limit, sender, context.RequestAborted);
        LimitFields.Write(context.Response, state);
        if (!state.IsTaken)
        {
            LimitMeters.Refused(state.Limit.Kind);
            return new TooManyRequests();
        }

        (promised, response) = (promise, context.Response);
        taken = promise is null ? state : null;
        return null;
    }

    /// <summary>
    /// Gives back what was taken: nothing was done. An answer that has not begun says so; whether anybody waits for it does not matter.
    /// </summary>
    public async Task GiveBackAsync()
    {
        if (promised is { State: var state })
        {
            promised = null; // What was not written has taken none.
            SayLeft(state.IsTaken ? state with { Left = state.Left + 1 } : state);
            if (!state.IsTaken)
            {
                LimitMeters.Refused(state.Limit.Kind); // Its place went to others meanwhile.
            }
        }

        if (taken is { } place && sender is { } tags)
        {
            taken = null;
            await limiter.GiveBackAsync(place, tags, CancellationToken.None);
            SayLeft(place with { Left = place.Left + 1 });
        }
    }

    private void SayLeft(LimitState state)
    {
        if (response is { HasStarted: false })
        {
            LimitFields.Write(response, state);
        }
    }
}
