namespace GoNoGo.Integrations.CodeHosting;

/// <summary>Where the content webhook is to send to, as the host of this program knows it. Secret: its text form is redacted.</summary>
/// <param name="Address">The address of the intake, as it is outside.</param>
/// <param name="Secret">With which webhooks are signed; null where none are taken.</param>
/// <param name="IsReachable">Whether a hosting service can reach the address: it is not loopback.</param>
public sealed record ContentWebhookTarget(Uri Address, string? Secret, bool IsReachable)
{
    /// <summary>Without the secret.</summary>
    /// <returns>The address.</returns>
    public override string ToString() => Address.ToString();
}
