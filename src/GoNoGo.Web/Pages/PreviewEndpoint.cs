using System.Runtime.CompilerServices;
using GoNoGo.Blog.Content;
using GoNoGo.Web.Access;
using Microsoft.Extensions.Options;

namespace GoNoGo.Web.Pages;

/// <summary>
/// Tells an open page that what it was made of has changed (server-sent events, WHATWG HTML 9.2). It is there only in a preview, which
/// listens on loopback alone.
/// </summary>
internal static class PreviewEndpoint
{
    public const string Address = "/_/preview";

    public static void MapPreview(this IEndpointRouteBuilder endpoints)
    {
        if (endpoints.ServiceProvider.GetRequiredService<IOptions<ContentOptions>>().Value.Preview)
        {
            endpoints.MapGet(Address, (SnapshotStore snapshots, IHostApplicationLifetime lifetime, CancellationToken cancellationToken) =>
                TypedResults.ServerSentEvents(ChangesAsync(snapshots, lifetime, cancellationToken))).OpenToEveryone();
        }
    }

    private static async IAsyncEnumerable<string> ChangesAsync(
        SnapshotStore snapshots, IHostApplicationLifetime lifetime, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        Snapshot? seen = null;
        while (true)
        {
            var before = seen?.Commit;
            try
            {
                seen = await snapshots.WaitForOtherAsync(seen, ended.Token);
            }
            catch (OperationCanceledException)
            {
                yield break;
            }

            // What became known of pictures or dates shows at the next load: it was no change of the author's.
            if (seen.Commit != before)
            {
                yield return seen.Commit;
            }
        }
    }
}
