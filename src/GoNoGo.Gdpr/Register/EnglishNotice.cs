namespace GoNoGo.Gdpr.Register;

/// <summary>The privacy notice in English.</summary>
internal static class EnglishNotice
{
    /// <summary>What stands around the marks.</summary>
    public static readonly IReadOnlyDictionary<string, string> Sentences = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["title"] = "Privacy",
        ["controller.heading"] = "Who is responsible",
        ["controller.text"] = "The controller of the data told of here is:",
        ["controller.missing"] = "The operator of this blog has not published a contact yet.",
        ["reading.heading"] = "If you only read",
        ["reading.text"] =
            "No cookie is set, nothing is stored on your device, no script runs and no request goes to anybody else. "
            + "Your network address is not stored. Pages are counted without anybody in the count.",
        ["activity.basis"] = "Lawful basis: {0}.",
        ["activity.recipients"] = "Who gets to see it: {0}.",
        ["clocks.heading"] = "How long it is kept",
        ["clocks.text"] = "Each kind of data has a clock of its own. What is due goes by itself, at the latest a day later.",
        ["recipients.heading"] = "Who receives data",
        ["recipients.text"] = "Those who run this blog, and the company that runs its machine for them under a contract (GDPR art. 28).",
        ["recipients.mail"] = "Mails leave through the mail server {0} and reach you through the mail service of your choice.",
        ["recipients.no_mail"] = "Mails reach you through the mail service of your choice.",
        ["recipients.transfers"] = "The program itself sends nothing to countries outside the European Union.",
        ["rights.heading"] = "Your rights",
        ["rights.text"] =
            "You can use these rights alone, without an account and free of charge, under “Your data” (/privacy): with "
            + "the link that you got when you sent your comment, or with a link mailed to your address. What needs a "
            + "person is answered within one month.",
        ["rights.withdraw"] =
            "What you agreed to you can withdraw at any time, in one step and without giving a reason; what was done "
            + "until then stays lawful.",
        ["rights.complain"] =
            "You can complain to a supervisory authority, above all in the member state where you live or work (art. "
            + "77).",
        ["rights.item.1"] = "Access: all that is held about you, as a page and as a file (art. 15)",
        ["rights.item.2"] = "Rectification (art. 16)",
        ["rights.item.3"] = "Erasure (art. 17)",
        ["rights.item.4"] = "Restriction: hidden and left untouched (art. 18)",
        ["rights.item.5"] = "Portability: what you gave, in a form that programs read (art. 20)",
        ["rights.item.6"] = "Objection (art. 21)",
        ["required.heading"] = "What you have to give",
        ["required.text"] =
            "A comment needs its text and your yes to the notice beside the form. A name and an e-mail address are "
            + "your choice: without them your comment is treated the same.",
        ["automated.heading"] = "Automated decisions",
        ["automated.text"] = "Rules only point out comments to a person. No decision about you is made by a program alone.",
    };

    /// <summary>A word or sentence for each value that a mark can have.</summary>
    public static readonly IReadOnlyDictionary<string, string> Marks = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Purpose.PublishComment"] = "Publishing comments",
        ["Purpose.NotifyByEmail"] = "Mails that you asked for",
        ["Purpose.PreventAbuse"] = "Keeping floods and abuse out",
        ["Purpose.ProveConsent"] = "Proving what was agreed to",
        ["Purpose.Accountability"] = "Accounting for what was done with data",
        ["Purpose.SignIn"] = "Letting those who run the blog sign in",
        ["Purpose.LegalClaims"] = "Legal claims",
        ["Purpose.AnswerRequests"] = "Answering requests about data",
        ["LawfulBasis.Consent"] = "your consent (GDPR art. 6(1)(a))",
        ["LawfulBasis.LegalObligation"] = "a legal obligation (GDPR art. 6(1)(c))",
        ["LawfulBasis.LegitimateInterest"] = "legitimate interests (GDPR art. 6(1)(f)): a public discussion that is orderly and lawful",
        ["PersonalCategory.Text"] = "what you wrote",
        ["PersonalCategory.Name"] = "the name of your choice",
        ["PersonalCategory.Contact"] = "your e-mail address, encrypted",
        ["PersonalCategory.Pseudonym"] = "random numbers and keyed codes that stand for you",
        ["PersonalCategory.NetworkTag"] = "a keyed code of the network you wrote from, made under a key that is destroyed after a day",
        ["PersonalCategory.Consent"] = "what you agreed to and when",
        ["PersonalCategory.Activity"] = "what you did and when",
        ["Recipients.Staff"] = "those who run the blog",
        ["Recipients.Readers"] = "everybody who reads the blog",
        ["Recipients.MailServices"] = "the mail services on the way to you",
        ["RetentionClock.Comment"] = "Comments, with name and times: {0} days after they were sent, or when you erase them.",
        ["RetentionClock.Mailbox"] = "Your address: until you no longer want mail; 48 hours where it was never confirmed.",
        ["RetentionClock.NetworkTag"] = "The code of your network: {0} days.",
        ["RetentionClock.ConsentProof"] = "The proof of a consent: as long as what you agreed to lasts, and {0} days more.",
        ["RetentionClock.AuditPayload"] = "Details of entries in the audit trail: 1095 days.",
        ["RetentionClock.Idempotency"] = "What tells a repeated request from a new one: 24 hours.",
        ["RetentionClock.MailLog"] = "The record that a mail was sent: 90 days.",
        ["RetentionClock.CallLog"] = "The note that another service was called, which names nobody: 30 days.",
        ["RetentionClock.Account"] = "The account of somebody who runs the blog: as long as it exists.",
        ["RetentionClock.Session"] = "Who is signed in, and tries to sign in: 24 hours.",
        ["RetentionClock.MailCount"] = "By which mailbox mails are counted, so that nobody can fill it: 24 hours.",
        ["RetentionClock.LimitWindow"] =
            "By which address requests are counted against limits, so that nobody can flood this blog: minutes, a day at most.",
        ["RetentionClock.Block"] = "Who may not comment for a time, as a code: until that time is over, a year at most.",
        ["RetentionClock.Statistics"] = "Counts of pages, which name nobody: 25 months.",
        ["RetentionClock.LegalHold"] =
            "The note that a comment is kept for a legal claim: until the end given with it, at most a year at a time.",
        ["RetentionClock.UntilTakenBack"] = "That an address wants no mail: until its owner takes it back.",
        ["RetentionClock.RightsRequest"] = "The file of a request about your data: 30 days after it was answered.",
        ["RetentionClock.RightsLog"] = "The note that there was a request and how it ended: 1095 days.",
    };
}
