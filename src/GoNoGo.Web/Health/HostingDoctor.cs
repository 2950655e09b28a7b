using System.Globalization;
using GoNoGo.Integrations.CodeHosting;
using GoNoGo.Integrations.DigitalOcean;

namespace GoNoGo.Web.Health;

/// <summary>
/// Asks the services that are set up whether they take the token, whether the webhook is as it should be, and where the app stands.
/// </summary>
internal sealed class HostingDoctor(ContentWebhooks webhooks, RegionWatch regions)
{
    /// <summary>What somebody should know; empty where all is well, or nothing is set up.</summary>
    public async Task<IReadOnlyList<HostingTrouble>> FindAsync(CancellationToken cancellationToken) =>
        [.. await WebhookAsync(cancellationToken), .. await RegionAsync(cancellationToken)];

    private async Task<IEnumerable<HostingTrouble>> WebhookAsync(CancellationToken cancellationToken)
    {
        if (!webhooks.IsConfigured)
        {
            return [];
        }

        if (!(await webhooks.ListAsync(cancellationToken)).Succeeded(out var listed, out var refusal))
        {
            return [new HostingTrouble(refusal.Code, NeedsMending: true, refusal.Message)];
        }

        var own = listed.Where(webhook => webhook.IsOwn).ToList();
        if (own.Count == 0)
        {
            return
            [
                new HostingTrouble(
                    "webhook_missing",
                    NeedsMending: false,
                    "The repository has no webhook that leads here, so that a push shows with the next poll; "
                    + "gonogo webhook create sets it up."),
            ];
        }

        var faults = own.SelectMany(webhook => webhook.Faults).Select(fault => new HostingTrouble(
            "webhook_faulty", NeedsMending: true, $"The webhook {fault}; gonogo webhook create mends it."));
        var unanswered = own.Where(webhook => webhook.Webhook.LastStatus is { } status and not (>= 200 and < 300))
            .Select(webhook => new HostingTrouble(
                "webhook_not_taken",
                NeedsMending: true,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The webhook was last answered {webhook.Webhook.LastStatus}; gonogo webhook deliveries shows more.")));
        return faults.Concat(unanswered);
    }

    private async Task<IEnumerable<HostingTrouble>> RegionAsync(CancellationToken cancellationToken)
    {
        if (!regions.IsConfigured)
        {
            return [];
        }

        var state = await regions.LookAsync(cancellationToken);
        return state switch
        {
            { ErrorType: { } errorType } => [Trouble("region_unknown", $"DigitalOcean does not say where the app stands ({errorType}).")],
            { Finding: RegionFinding.Outside } =>
                [Trouble("region_outside_union", $"The app or its database stands outside of the EU: {state.Places}.")],
            _ => [],
        };
    }

    private static HostingTrouble Trouble(string code, string message) => new(code, NeedsMending: true, message);
}

/// <summary>Something about the services that host content or program.</summary>
/// <param name="Code">Stable, in snake_case.</param>
/// <param name="NeedsMending">Whether somebody has to do something.</param>
/// <param name="Message">One sentence that says what.</param>
internal sealed record HostingTrouble(string Code, bool NeedsMending, string Message);
