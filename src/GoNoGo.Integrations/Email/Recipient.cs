using System.Security.Cryptography;
using System.Text;
using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Blog.Posts;
using GoNoGo.Comments;
using GoNoGo.Gdpr.Rights;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Integrations.Email;

/// <summary>To whom a mail goes.</summary>
internal sealed record Recipient(Guid Id, EmailAddress Address, EmailTag Tag, string Language)
{
    /// <summary>The mailbox that the caps count: the same for all ways of writing one address.</summary>
    public EmailTag CountedAs { get; init; } = Tag;

    /// <summary>Since when the address is kept, where nobody has confirmed it.</summary>
    public DateTimeOffset KnownSince { get; init; }

    public override string ToString() => "[recipient]";
}

/// <summary>Ids of recipients who have none of their own.</summary>
internal static class RecipientIds
{
    /// <summary>The same for the same address as long as the key of the tags lives, and nothing that could be turned back.</summary>
    public static Guid Of(EmailTag tag) => new(SHA256.HashData(Encoding.UTF8.GetBytes(tag.Value)).AsSpan(0, 16));
}

/// <summary>What a mail tells of, read when it leaves: what fits its kind is there.</summary>
internal sealed record MailFacts
{
    public MailedComment? Comment { get; init; }

    public Post? Post { get; init; }

    public string? ConfirmationToken { get; init; }

    public SignInMail? SignIn { get; init; }

    public PrivacyMail? Privacy { get; init; }

    public PrivacyStep? Step { get; init; }

    public string Resource { get; init; } = "";

    public override string ToString() => "[facts]";
}

/// <summary>Whether a mail may leave: to whom and about what, or why not.</summary>
internal abstract record Addressing
{
    private Addressing()
    {
    }

    public sealed record To(Recipient Recipient, MailFacts Facts) : Addressing;

    /// <summary>Never.</summary>
    public sealed record Nobody(string Reason) : Addressing;

    /// <summary>Not yet.</summary>
    public sealed record NotYet(string Reason) : Addressing;
}
