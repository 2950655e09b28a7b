namespace GoNoGo.Gdpr.Register;

/// <summary>What the register and the notice say of the operator, from the blog's own settings.</summary>
/// <param name="ControllerName">Who answers for the data (GDPR art. 4(7)); null where nobody is named.</param>
/// <param name="Contact">An e-mail address to write to.</param>
/// <param name="PostalAddress">Lines of it.</param>
/// <param name="MailServer">The mail server that mails go through; null where none is set.</param>
public sealed record NoticeFacts(string? ControllerName, string? Contact, string? PostalAddress, string? MailServer)
{
    /// <summary>Where nothing is known.</summary>
    public static NoticeFacts Nothing { get; } = new(null, null, null, null);
}
