using System.Globalization;
using GoNoGo.Platform.Health;

namespace GoNoGo.Integrations.CodeHosting;

/// <summary>Asks the hosting service whether it takes the token, and whether the webhook is as it should be and gets through.</summary>
internal sealed class WebhookExamination(ContentWebhooks webhooks) : IHealthCheck
{
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);

    public async Task<HealthState> CheckAsync(CancellationToken cancellationToken) =>
        HealthState.Of(webhooks.IsConfigured ? await FindAsync(cancellationToken) : []);

    private async Task<IReadOnlyList<HealthTrouble>> FindAsync(CancellationToken cancellationToken)
    {
        if (!(await webhooks.ListAsync(cancellationToken)).Succeeded(out var listed, out var refusal))
        {
            return [new HealthTrouble(refusal.Code, true, refusal.Message)];
        }

        var own = listed.Where(webhook => webhook.IsOwn).ToList();
        if (own.Count == 0)
        {
            return
            [
                new HealthTrouble(
                    "webhook_missing",
                    false,
                    "The repository has no webhook that leads here, so that a push shows with the next poll; "
                    + "gonogo webhook create sets it up."),
            ];
        }

        var faults = own.SelectMany(webhook => webhook.Faults).Select(fault => new HealthTrouble(
            "webhook_faulty", true, $"The webhook {fault}; gonogo webhook create mends it."));
        var unanswered = own.Where(webhook => webhook.Webhook.LastStatus is { } status and not (>= 200 and < 300))
            .Select(webhook => new HealthTrouble(
                "webhook_not_taken",
                true,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The webhook was last answered {webhook.Webhook.LastStatus}; gonogo webhook deliveries shows more.")));
        return [.. faults, .. unanswered];
    }
}
