namespace GoNoGo.Integrations.Webhooks;

/// <summary>The secrets that webhooks may be signed with: more than one while it is changed. Secret: its text form is redacted.</summary>
/// <param name="All">The newest first.</param>
public sealed record WebhookSecrets(IReadOnlyList<string> All)
{
    /// <summary>A fixed mark in place of the secrets.</summary>
    /// <returns><c>[secrets]</c></returns>
    public override string ToString() => "[secrets]";
}
