namespace GoNoGo.Accounts.Sessions;

/// <summary>How somebody showed who they are.</summary>
public enum SignInMethod
{
    /// <summary>By a passkey that their device gave after asking for a finger, a face or a PIN.</summary>
    Passkey,

    /// <summary>By a password and a one-time code.</summary>
    PasswordAndCode,

    /// <summary>By a password and a recovery code.</summary>
    PasswordAndRecoveryCode,

    /// <summary>By a mailed one-time link: a commenter, who has no permissions.</summary>
    Link,
}
