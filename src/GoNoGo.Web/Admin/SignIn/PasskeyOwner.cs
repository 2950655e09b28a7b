namespace GoNoGo.Web.Admin.SignIn;

/// <summary>Whose a passkey is, as the WebAuthn library wants to have it: an id and nothing else.</summary>
internal sealed record PasskeyOwner(string Id);
