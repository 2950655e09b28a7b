using GoNoGo.Integrations.Outbound;

namespace GoNoGo.Integrations.CodeHosting;

/// <summary>What keeps the content webhook from being set up before the service is even asked.</summary>
internal static class CodeHostErrors
{
    public static ServiceFailure NotConfigured { get; } = new(
        "code_host_missing",
        "No hosting service is set up: give a token as GoNoGo__GitHub__Token_FILE, and name the repository by Content:Repository or "
        + "GitHub:Repository.");

    public static ServiceFailure NoSecret { get; } = new(
        "webhook_secret_missing",
        "Webhooks are not taken, since they have no secret: give a long random one as GoNoGo__Webhooks__Secret_FILE.");

    public static ServiceFailure NotReachable { get; } = new(
        "webhook_address_unreachable",
        "The hosting service cannot reach a loopback address: set Site:BaseUrl to the one that readers use.");

    public static ServiceFailure NoWebhook { get; } = new(
        "webhook_missing", "The repository has no webhook that leads here; gonogo webhook create sets it up.");
}
