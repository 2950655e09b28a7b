using Microsoft.Extensions.Compliance.Classification;

namespace GoNoGo.Platform.Privacy;

/// <summary>Marks a column or field that says nothing about a person.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class NotPersonalAttribute() : DataClassificationAttribute(DataClassification.None);

/// <summary>Marks a column or field that would open something if it were known.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class SecretAttribute() : DataClassificationAttribute(PersonalData.Secret);

/// <summary>
/// Marks a column or field that holds personal data: the one declaration from which its storing, showing, logging, export,
/// erasure and expiry follow (GDPR art. 5, 25, 30).
/// </summary>
/// <param name="category">What kind of datum it is.</param>
/// <param name="purpose">What it is kept for.</param>
/// <param name="basis">What makes keeping it lawful.</param>
/// <param name="clock">When it goes.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class PersonalAttribute(PersonalCategory category, Purpose purpose, LawfulBasis basis, RetentionClock clock)
    : DataClassificationAttribute(PersonalData.Personal)
{
    /// <summary>What kind of datum it is.</summary>
    public PersonalCategory Category { get; } = category;

    /// <summary>What it is kept for.</summary>
    public Purpose Purpose { get; } = purpose;

    /// <summary>What makes keeping it lawful.</summary>
    public LawfulBasis Basis { get; } = basis;

    /// <summary>When it goes.</summary>
    public RetentionClock Clock { get; } = clock;

    /// <summary>Whether it is about somebody else than the one whose the row is, such as the moderator of a comment.</summary>
    public bool IsAnothers { get; init; }

    /// <summary>Who gets to see it (GDPR art. 13(1)(e)).</summary>
    public Recipients Recipients { get; init; } = Recipients.Staff;
}

/// <summary>The two classes of data that are redacted wherever they would show by accident.</summary>
public static class PersonalData
{
    /// <summary>Personal data, pseudonyms included.</summary>
    public static DataClassification Personal { get; } = new("GoNoGo", nameof(Personal));

    /// <summary>Keys, tokens and the like.</summary>
    public static DataClassification Secret { get; } = new("GoNoGo", nameof(Secret));
}

/// <summary>Kinds of personal data.</summary>
public enum PersonalCategory
{
    /// <summary>What a person wrote.</summary>
    Text,

    /// <summary>The name they chose.</summary>
    Name,

    /// <summary>An address that reaches them, encrypted.</summary>
    Contact,

    /// <summary>A keyed tag or random id that stands for them (a pseudonym, GDPR art. 4(5)).</summary>
    Pseudonym,

    /// <summary>A keyed tag of the network they wrote from.</summary>
    NetworkTag,

    /// <summary>What they agreed to, and when.</summary>
    Consent,

    /// <summary>What they did, and when.</summary>
    Activity,
}

/// <summary>What personal data are kept for.</summary>
public enum Purpose
{
    /// <summary>To show a comment under its post.</summary>
    PublishComment,

    /// <summary>To mail replies and decisions to who asked for it.</summary>
    NotifyByEmail,

    /// <summary>To keep floods and repeated abuse out.</summary>
    PreventAbuse,

    /// <summary>To prove what a person agreed to.</summary>
    ProveConsent,

    /// <summary>To prove what was done with personal data (GDPR art. 5(2)).</summary>
    Accountability,

    /// <summary>To let those who run the blog in, and nobody else.</summary>
    SignIn,

    /// <summary>To establish, exercise or defend legal claims.</summary>
    LegalClaims,

    /// <summary>To answer who asks for their rights (GDPR art. 12).</summary>
    AnswerRequests,
}

/// <summary>The lawful bases of GDPR art. 6(1) that the product relies on.</summary>
public enum LawfulBasis
{
    /// <summary>Art. 6(1)(a).</summary>
    Consent,

    /// <summary>Art. 6(1)(c).</summary>
    LegalObligation,

    /// <summary>Art. 6(1)(f).</summary>
    LegitimateInterest,
}

/// <summary>Who gets to see personal data (GDPR art. 4(9)).</summary>
[Flags]
public enum Recipients
{
    /// <summary>Nobody; not a mark that a column may bear.</summary>
    None = 0,

    /// <summary>Those who run the blog, and whoever runs its machine for them (art. 28).</summary>
    Staff = 1,

    /// <summary>Everybody who reads the blog.</summary>
    Readers = 2,

    /// <summary>The mail services on the way to the person.</summary>
    MailServices = 4,
}

/// <summary>The clocks by which personal data go. Their lengths are in <c>Gdpr/Retention</c>.</summary>
public enum RetentionClock
{
    /// <summary>With the comment.</summary>
    Comment,

    /// <summary>When mail is no longer wanted; 48 hours after it was given if it was never confirmed.</summary>
    Mailbox,

    /// <summary>30 days after it was made.</summary>
    NetworkTag,

    /// <summary>As long as what it proves, then 1095 days.</summary>
    ConsentProof,

    /// <summary>1095 days.</summary>
    AuditPayload,

    /// <summary>24 hours.</summary>
    Idempotency,

    /// <summary>90 days after the mail has ended.</summary>
    MailLog,

    /// <summary>With the account.</summary>
    Account,

    /// <summary>24 hours.</summary>
    Session,

    /// <summary>24 hours after the mail has left.</summary>
    MailCount,

    /// <summary>With the window in which it counts: minutes.</summary>
    LimitWindow,

    /// <summary>25 months, of counts that name nobody.</summary>
    Statistics,

    /// <summary>Until the end that was given with the hold.</summary>
    LegalHold,

    /// <summary>Until its owner takes it back; no date ends it.</summary>
    UntilTakenBack,

    /// <summary>30 days after a request about personal data was answered.</summary>
    RightsRequest,

    /// <summary>1095 days after a request about personal data was answered.</summary>
    RightsLog,

    /// <summary>When the block ends, after a year at most.</summary>
    Block,

    /// <summary>30 days after a service was called; names nobody.</summary>
    CallLog,
}
