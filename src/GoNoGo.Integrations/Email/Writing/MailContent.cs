namespace GoNoGo.Integrations.Email.Writing;

/// <summary>What a mail says, before it is text or HTML: both parts are made of it, so that neither says less.</summary>
public sealed record MailContent
{
    /// <summary>The language of its words, a BCP 47 tag.</summary>
    public required string Language { get; init; }

    /// <summary>The blog's name, shown as the sender.</summary>
    public required string From { get; init; }

    /// <summary>The subject, before it is made fit for a header.</summary>
    public required string Subject { get; init; }

    /// <summary>The line at the top.</summary>
    public required string Heading { get; init; }

    /// <summary>Its parts, in order.</summary>
    public required IReadOnlyList<MailBlock> Blocks { get; init; }

    /// <summary>Why the reader gets this, and how it ends.</summary>
    public required IReadOnlyList<MailBlock> Footer { get; init; }

    /// <summary>What mails of one conversation have in common; null where a mail stands alone.</summary>
    public string? Thread { get; init; }
}

/// <summary>A part of a mail.</summary>
public abstract record MailBlock
{
    private MailBlock()
    {
    }

    /// <summary>Words.</summary>
    /// <param name="Text">Plain text on one line.</param>
    public sealed record Paragraph(string Text) : MailBlock;

    /// <summary>Somebody's words.</summary>
    /// <param name="Text">Plain text on one line. May be personal.</param>
    public sealed record Quote(string Text) : MailBlock;

    /// <summary>The one thing to do.</summary>
    /// <param name="Label">What it is.</param>
    /// <param name="Address">Where it is done. May be secret.</param>
    public sealed record Action(string Label, Uri Address) : MailBlock;

    /// <summary>Somewhere else to look.</summary>
    /// <param name="Label">What is there.</param>
    /// <param name="Address">Where. May be secret.</param>
    public sealed record Link(string Label, Uri Address) : MailBlock;

    /// <summary>Figures and the like.</summary>
    /// <param name="Rows">Each with its name.</param>
    public sealed record Facts(IReadOnlyList<(string Name, string Value)> Rows) : MailBlock;

    /// <summary>A list.</summary>
    /// <param name="Items">Plain text on one line each.</param>
    public sealed record Listing(IReadOnlyList<string> Items) : MailBlock;

    /// <summary>Text whose line breaks count.</summary>
    /// <param name="Text">Plain text.</param>
    public sealed record Verbatim(string Text) : MailBlock;
}

/// <summary>A mail in both forms.</summary>
internal sealed record WrittenMail(MailContent Content, string Text, string Html, string? LeaveToken);
