namespace GoNoGo.Platform.Privacy;

/// <summary>What a key is for. Keys are never shared between purposes.</summary>
public enum KeyPurpose
{
    /// <summary>Tags of e-mail addresses.</summary>
    EmailTag,

    /// <summary>Tags of networks; a new key each UTC day.</summary>
    NetworkTag,

    /// <summary>The encryption of mailboxes.</summary>
    Mailbox,

    /// <summary>The capability links of comments.</summary>
    Capability,

    /// <summary>The tickets of comment forms.</summary>
    FormTicket,

    /// <summary>The signatures of consent receipts.</summary>
    ConsentReceipt,

    /// <summary>The fingerprints of repeatable requests.</summary>
    RequestFingerprint,

    /// <summary>The signatures of the audit trail's checkpoints (Ed25519).</summary>
    AuditSigning,

    /// <summary>The encryption of the secrets that one-time codes are made from.</summary>
    SignIn,
}
