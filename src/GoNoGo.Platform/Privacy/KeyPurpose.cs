using System.Globalization;
using System.Text.Json;

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

    /// <summary>Wraps the keys of subjects, under which what was never public of a person is encrypted.</summary>
    SubjectMaster,

    /// <summary>Tags of signed-in people, staff among them.</summary>
    UserTag,

    /// <summary>Tags of browsers; a new key each UTC day.</summary>
    AgentTag,

    /// <summary>Tags of people and sessions for one day; a new key each UTC day.</summary>
    SessionTag,

    /// <summary>Tags by which requests are counted against limits; a new key each UTC day.</summary>
    LimiterTag,

    /// <summary>The signatures of certificates for people (Ed25519).</summary>
    Certificate,

    /// <summary>The signatures of links to posts that are not published.</summary>
    DraftLink,
}

/// <summary>What is known of the purposes of keys.</summary>
public static class KeyPurposes
{
    /// <summary>The purposes whose keys live for a day: made at need, kept one day more, then destroyed.</summary>
    public static IReadOnlyList<KeyPurpose> Daily { get; } =
        [KeyPurpose.NetworkTag, KeyPurpose.AgentTag, KeyPurpose.SessionTag, KeyPurpose.LimiterTag];

    /// <summary>The purposes whose keys last until they are replaced.</summary>
    public static IReadOnlyList<KeyPurpose> Lasting { get; } = [.. Enum.GetValues<KeyPurpose>().Except(Daily)];

    /// <summary>The name of a purpose in files and commands.</summary>
    /// <param name="purpose">Which.</param>
    /// <returns>Such as <c>email-tag</c>.</returns>
    public static string Name(KeyPurpose purpose) => JsonNamingPolicy.KebabCaseLower.ConvertName(purpose.ToString());

    /// <summary>The name of a key.</summary>
    /// <param name="purpose">What it is for.</param>
    /// <param name="version">Its version.</param>
    /// <returns>Such as <c>email-tag.1</c>.</returns>
    public static string Name(KeyPurpose purpose, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"{Name(purpose)}.{version}");
}
