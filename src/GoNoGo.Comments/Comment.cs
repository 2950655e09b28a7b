using System.Linq.Expressions;
using GoNoGo.Comments.Moderation;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Comments;

/// <summary>
/// A comment as stored: the text as typed, the address as a tag on its subject only, the network as a tag of its day. Name and text that
/// were never public are encrypted, and whoever reads them has <see cref="SealedTexts"/> open them first.
/// </summary>
[Erased(ErasureReach.Fields)]
internal sealed class Comment : IShownOnPages
{
    private string? authorName;
    private string content = "";
    private CommentWords? opened;

    /// <summary>The named filter that hides erased comments.</summary>
    public const string NotErased = nameof(NotErased);

    /// <summary>What <see cref="NotErased"/> keeps.</summary>
    public static Expression<Func<Comment, bool>> IsNotErased { get; } = comment => !comment.IsDeleted;

    [NotPersonal]
    public required Guid Id { get; init; }

    /// <summary>The post's slug.</summary>
    [NotPersonal]
    public required string PostId { get; set; }

    [NotPersonal]
    public Guid? ParentId { get; init; }

    [NotPersonal]
    public required int Depth { get; init; }

    /// <summary>The ids of its ancestors and its own, joined: sorted by it, a thread reads from top to bottom.</summary>
    [NotPersonal]
    public required string ThreadKey { get; init; }

    /// <summary>Whose it is; null once erased.</summary>
    [OfSubject(SubjectLink.Subject)]
    [Personal(PersonalCategory.Pseudonym, Purpose.PublishComment, LawfulBasis.LegitimateInterest, RetentionClock.Comment)]
    public Guid? SubjectId { get; set; }

    [Personal(
        PersonalCategory.Name,
        Purpose.PublishComment,
        LawfulBasis.LegitimateInterest,
        RetentionClock.Comment,
        Recipients = Recipients.Staff | Recipients.Readers)]
    public string? AuthorName
    {
        get => SealedWords is null ? authorName : Opened.AuthorName;
        set => authorName = value;
    }

    [Personal(
        PersonalCategory.Text,
        Purpose.PublishComment,
        LawfulBasis.LegitimateInterest,
        RetentionClock.Comment,
        Recipients = Recipients.Staff | Recipients.Readers)]
    public required string Content
    {
        get => SealedWords is null ? content : Opened.Content;
        set => content = value;
    }

    /// <summary>Name and text under the key of its author, as long as they were never public; null where they are or were.</summary>
    [Personal(PersonalCategory.Text, Purpose.PublishComment, LawfulBasis.LegitimateInterest, RetentionClock.Comment)]
    public byte[]? SealedWords { get; private set; }

    /// <summary>Whether its words are lost: the key of its author is gone, or was when they were opened.</summary>
    public bool IsUnreadable => SealedWords is not null && Opened == CommentWords.Lost;

    [Personal(
        PersonalCategory.Activity,
        Purpose.PublishComment,
        LawfulBasis.LegitimateInterest,
        RetentionClock.Comment,
        Recipients = Recipients.Staff | Recipients.Readers)]
    public required DateTimeOffset CreatedAt { get; set; }

    [Personal(
        PersonalCategory.Activity,
        Purpose.PublishComment,
        LawfulBasis.LegitimateInterest,
        RetentionClock.Comment,
        Recipients = Recipients.Staff | Recipients.Readers)]
    public DateTimeOffset? EditedAt { get; set; }

    [NotPersonal]
    public ModerationStatus ModerationStatus { get; set; }

    /// <summary>Who approved it; null for the operator's command line and while nobody has.</summary>
    [Personal(
        PersonalCategory.Pseudonym,
        Purpose.Accountability,
        LawfulBasis.LegitimateInterest,
        RetentionClock.Comment,
        IsAnothers = true)]
    public Guid? ApprovedBy { get; set; }

    [NotPersonal]
    public DateTimeOffset? ApprovedAt { get; set; }

    /// <summary>Why it is not published; null where it is, where nobody has decided, and where nobody wrote it down.</summary>
    [NotPersonal]
    public RefusalReason? RefusalReason { get; set; }

    /// <summary>Why a person should look twice: codes joined by commas; empty where nothing was noticed.</summary>
    [NotPersonal]
    public string Flags { get; set; } = "";

    /// <summary>What each rule said, and in which version, as <see cref="Moderation.Rules.Verdicts"/> writes it; empty before.</summary>
    [Personal(PersonalCategory.Activity, Purpose.PreventAbuse, LawfulBasis.LegitimateInterest, RetentionClock.Comment)]
    public string Verdicts { get; set; } = "";

    /// <summary>
    /// Its place in the queue, by which the queue is sorted and paged: the rank in two digits and the id, whose first half is the time.
    /// Null where nothing waits for a person.
    /// </summary>
    [NotPersonal]
    public string? QueueKey { get; private set; }

    /// <summary>The rank of its place in the queue, the lowest first; null where nothing waits for a person.</summary>
    public int? QueueRank
    {
        get => QueueKey is { } key ? QueueRanks.RankOf(key) : null;
        set => QueueKey = value is { } rank ? QueueRanks.KeyOf(rank, Id) : null;
    }

    /// <summary>Whether its author was signed in: an address that is only typed proves nothing.</summary>
    [NotPersonal]
    public bool IsVerified { get; init; }

    /// <summary>Whether nobody may answer it, or what stands below it, any more.</summary>
    [NotPersonal]
    public bool IsLocked { get; set; }

    /// <summary>Whether it is shown above the thread as well.</summary>
    [NotPersonal]
    public bool IsPinned { get; set; }

    [NotPersonal]
    public bool IsDeleted { get; set; }

    [Personal(PersonalCategory.Consent, Purpose.ProveConsent, LawfulBasis.LegalObligation, RetentionClock.Comment)]
    public required DateTimeOffset GdprConsentTimestamp { get; set; }

    /// <summary>The language of the form, for what is written to its author.</summary>
    [NotPersonal]
    public required string Language { get; init; }

    [Personal(PersonalCategory.NetworkTag, Purpose.PreventAbuse, LawfulBasis.LegitimateInterest, RetentionClock.NetworkTag)]
    public string? NetworkTag { get; set; }

    /// <summary>The text, folded, as a keyed tag, by which the same text is known again.</summary>
    [Personal(PersonalCategory.Pseudonym, Purpose.PreventAbuse, LawfulBasis.LegitimateInterest, RetentionClock.NetworkTag)]
    public string? ContentTag { get; set; }

    /// <summary>When the tags of network and text go; null where there are none any more.</summary>
    [NotPersonal]
    [Due("network_tags", RetentionClock.NetworkTag, OnlyFields = true)]
    public DateTimeOffset? NetworkTagUntil { get; set; }

    [NotPersonal]
    [Due("comments", RetentionClock.Comment)]
    public required DateTimeOffset RetentionUntil { get; set; }

    /// <summary>Whether it is hidden and left as it is while something about it is disputed (GDPR art. 18).</summary>
    [NotPersonal]
    public bool IsRestricted { get; set; }

    /// <summary>Which of its capability links are good: raising it revokes those before.</summary>
    [NotPersonal]
    public int CapabilityCounter { get; set; } = 1;

    /// <summary>Rises with every change, so that two writers cannot both win.</summary>
    [NotPersonal]
    public int Revision { get; set; }

    string IShownOnPages.PageKey => PostId;

    private CommentWords Opened =>
        opened ?? throw new InvalidOperationException("The words of this comment are encrypted: have them opened first.");

    /// <summary>Lets its encrypted words be read, as long as this object lives.</summary>
    public void Open(CommentWords words) => opened = words;

    /// <summary>Has it say something else, which is stored encrypted, or plain where <paramref name="sealedWords"/> is null.</summary>
    public void Say(CommentWords words, byte[]? sealedWords)
    {
        SealedWords = sealedWords;
        opened = sealedWords is null ? null : words;
        (authorName, content) = sealedWords is null ? (words.AuthorName, words.Content) : (null, "");
    }
}

/// <summary>What of a comment is never public until it is approved. Its text form is redacted.</summary>
internal sealed record CommentWords(string? AuthorName, string Content)
{
    /// <summary>In place of words whose key is gone.</summary>
    public static CommentWords Lost { get; } =
        new(null, "This text cannot be read: the key of its author is missing from the key store.");

    public override string ToString() => "[comment]";
}

internal sealed class CommentConfiguration : IEntityTypeConfiguration<Comment>
{
    public void Configure(EntityTypeBuilder<Comment> builder)
    {
        builder.ToTable("comments").HasKey(comment => comment.Id);
        builder.Property(comment => comment.Id).ValueGeneratedNever();
        builder.Property(comment => comment.PostId).HasMaxLength(400);
        builder.Property(comment => comment.ThreadKey).HasMaxLength(32 * CommentService.MaximumDepth);
        builder.Property(comment => comment.ModerationStatus).HasConversion<string>().HasMaxLength(20);
        builder.Property(comment => comment.RefusalReason).HasConversion<string>().HasMaxLength(20);
        builder.Property(comment => comment.Flags).HasMaxLength(1000);
        builder.Property(comment => comment.Verdicts).HasMaxLength(Moderation.Rules.Verdicts.LongestText);
        builder.Property(comment => comment.ContentTag).HasMaxLength(64);
        builder.Property(comment => comment.QueueKey).HasMaxLength(QueueRanks.KeyLength);
        builder.Ignore(comment => comment.QueueRank);
        builder.Property(comment => comment.Language).HasMaxLength(35);
        builder.Property(comment => comment.NetworkTag).HasMaxLength(64);
        builder.Property(comment => comment.Revision).IsConcurrencyToken();
        if (!EF.IsDesignTime) // Entity Framework compiles no model with filters: the compiled one gets this from QueryFilters.
        {
            builder.HasQueryFilter(Comment.NotErased, Comment.IsNotErased);
        }

        builder.HasIndex(comment => new { comment.PostId, comment.ModerationStatus, comment.ThreadKey });
        builder.HasIndex(comment => new { comment.ModerationStatus, comment.CreatedAt });
        builder.HasIndex(comment => comment.QueueKey).HasFilter("queue_key IS NOT NULL");
        builder.HasIndex(comment => new { comment.PostId, comment.QueueKey }).HasFilter("queue_key IS NOT NULL");
        builder.HasIndex(comment => new { comment.ContentTag, comment.CreatedAt }).HasFilter("content_tag IS NOT NULL");
        builder.HasIndex(comment => new { comment.NetworkTag, comment.CreatedAt }).HasFilter("network_tag IS NOT NULL");
        builder.HasIndex(comment => comment.CreatedAt);
        builder.HasIndex(comment => comment.ParentId);
        builder.HasIndex(comment => comment.SubjectId);
        builder.HasIndex(comment => comment.RetentionUntil);
        builder.HasIndex(comment => comment.NetworkTagUntil);
    }
}
