using GoNoGo.Comments;
using GoNoGo.Gdpr.Consent;

namespace GoNoGo.Web.Pages;

/// <summary>The comment form as it is drawn: what was typed, what is wrong with it and the words that are agreed to.</summary>
public sealed record CommentFormModel
{
    /// <summary>The title of the post.</summary>
    public required string PostTitle { get; init; }

    /// <summary>The canonical path of the post's page.</summary>
    public required string PostAddress { get; init; }

    /// <summary>Where the form is sent: <c>/posts/{slug}/comments</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The words beside the two boxes, as they will be recorded.</summary>
    public required ConsentWords Consent { get; init; }

    /// <summary>The text as typed. Personal.</summary>
    public string Content { get; init; } = "";

    /// <summary>The name as typed. Personal.</summary>
    public string AuthorName { get; init; } = "";

    /// <summary>The address as typed. Personal.</summary>
    public string AuthorEmail { get; init; } = "";

    /// <summary>Whether this person ticked the box for mail; never true on a first showing.</summary>
    public bool NotifyReplies { get; init; }

    /// <summary>Whether this person accepted the notice; never true on a first showing.</summary>
    public bool GdprConsent { get; init; }

    /// <summary>The comment that is answered.</summary>
    public ReplyTarget? Parent { get; init; }

    /// <summary>Whether who sends it is signed in, so that it is theirs; never on the post's own page, which knows nobody.</summary>
    public bool IsSignedIn { get; init; }

    /// <summary>The signed ticket; comes with the preview.</summary>
    public string? Ticket { get; init; }

    /// <summary>The comment as it would show, safe HTML; comes with the preview.</summary>
    public string? PreviewHtml { get; init; }

    /// <summary>What is wrong, by field, in the order of the form.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>What is wrong with the whole, in one sentence.</summary>
    public string? GeneralError { get; init; }

    internal string? ErrorOf(string field) => Errors.FirstOrDefault(error => error.Field == field)?.Message;
}

/// <summary>The exact words that a commenter agrees to.</summary>
/// <param name="PublishNotice">Beside the compulsory box.</param>
/// <param name="NotifyLabel">Beside the box for mail.</param>
/// <param name="Language">What they are in, a BCP 47 tag; not always the language of the page around them.</param>
public sealed record ConsentWords(string PublishNotice, string NotifyLabel, string Language)
{
    internal static ConsentWords In(string language)
    {
        var (publish, notify) =
            (ConsentWording.For(ConsentPurposes.PublishComment, language), ConsentWording.For(ConsentPurposes.NotifyByEmail, language));
        return new ConsentWords(publish.Text, notify.Text, publish.Language);
    }
}

/// <summary>The comment that is answered.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Author">Its author as shown; null where none was given. Personal.</param>
public sealed record ReplyTarget(Guid Id, string? Author);

/// <summary>What is wrong with one field.</summary>
/// <param name="Field">The name on the wire, in snake_case.</param>
/// <param name="Message">One sentence that says what to do.</param>
public sealed record FieldError(string Field, string Message);

/// <summary>A comment's own page, for whoever holds its link.</summary>
public sealed record CommentManageModel
{
    /// <summary>The comment's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The full address of this page. Secret.</summary>
    public required string ManageUrl { get; init; }

    /// <summary>Where the address of this page is to be had as a file. Secret.</summary>
    public required string LinkFile { get; init; }

    /// <summary>Opens a mail to oneself with the address of this page. Secret.</summary>
    public required string LinkMail { get; init; }

    /// <summary>Where its forms are sent. Secret.</summary>
    public required string Action { get; init; }

    /// <summary>Where all that is held about the comment is shown. Secret.</summary>
    public required string PrivacyAddress { get; init; }

    /// <summary>The title of the post.</summary>
    public required string PostTitle { get; init; }

    /// <summary>The canonical path of the post's page; null where the post is gone.</summary>
    public string? PostAddress { get; init; }

    /// <summary>Where the comment stands in moderation.</summary>
    public required CommentStanding Standing { get; init; }

    /// <summary>The name shown; null where none was given. Personal.</summary>
    public string? AuthorName { get; init; }

    /// <summary>The text, or the text as typed if an edit was refused. Personal.</summary>
    public required string Content { get; init; }

    /// <summary>The stored text as safe HTML. Personal.</summary>
    public required string Html { get; init; }

    /// <summary>When it was sent.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was changed.</summary>
    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>Until when it may be changed.</summary>
    public required DateTimeOffset EditableUntil { get; init; }

    /// <summary>Why it was not published, in words; null where nobody wrote it down.</summary>
    public string? Reason { get; init; }

    /// <summary>What its author said against that.</summary>
    public OwnAppealView? Appeal { get; init; }

    /// <summary>Whether an appeal is possible.</summary>
    public bool CanAppeal { get; init; }

    /// <summary>The appeal as typed, if it was refused. Personal.</summary>
    public string AppealText { get; init; } = "";

    /// <summary>Why an appeal was refused, in one sentence.</summary>
    public string? AppealError { get; init; }

    /// <summary>What moderators changed. Personal.</summary>
    public IReadOnlyList<CommentEditView> Edits { get; init; } = [];

    /// <summary>Why an edit was refused, in one sentence.</summary>
    public string? Error { get; init; }

    /// <summary>What has just happened.</summary>
    public CommentNotice Notice { get; init; }

    /// <summary>True for the second step of erasing, which asks once more.</summary>
    public bool ConfirmErase { get; init; }
}

/// <summary>Where a comment stands, in its author's eyes: spam is one reason of several for not being published.</summary>
public enum CommentStanding
{
    /// <summary>A person will look at it.</summary>
    Pending,

    /// <summary>Readers see it.</summary>
    Approved,

    /// <summary>It was not published.</summary>
    NotPublished,

    /// <summary>Its author erased it.</summary>
    Erased,
}

/// <summary>What has just happened to a comment.</summary>
public enum CommentNotice
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It was sent.</summary>
    Sent,

    /// <summary>It was changed.</summary>
    Edited,

    /// <summary>Its author appealed.</summary>
    Appealed,

    /// <summary>It was erased.</summary>
    Erased,
}
