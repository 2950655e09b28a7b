using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Gdpr.Rights;

/// <summary>A request about personal data that a person has to look at (GDPR art. 12, 16, 18, 21). Deleted with its subject.</summary>
[Erased(ErasureReach.Row)]
internal sealed class PrivacyRequest
{
    [NotPersonal]
    public required Guid Id { get; init; }

    [OfSubject(SubjectLink.Subject)]
    [Personal(PersonalCategory.Pseudonym, Purpose.AnswerRequests, LawfulBasis.LegalObligation, RetentionClock.RightsLog)]
    public required Guid SubjectId { get; init; }

    /// <summary>The comment that it is about; null for all that is held.</summary>
    [OfSubject(SubjectLink.Comment)]
    [Personal(PersonalCategory.Activity, Purpose.AnswerRequests, LawfulBasis.LegalObligation, RetentionClock.RightsLog)]
    public Guid? CommentId { get; init; }

    [Personal(PersonalCategory.Activity, Purpose.AnswerRequests, LawfulBasis.LegalObligation, RetentionClock.RightsLog)]
    public required PrivacyRequestKind Kind { get; init; }

    /// <summary>What the person wrote and proposed, under their key; null once its clock has run out.</summary>
    [Personal(PersonalCategory.Text, Purpose.AnswerRequests, LawfulBasis.LegalObligation, RetentionClock.RightsRequest)]
    public byte[]? Content { get; set; }

    /// <summary>The address that a mailed link has proved, under the person's key; null where they came by the link of a comment.</summary>
    [Personal(PersonalCategory.Contact, Purpose.AnswerRequests, LawfulBasis.LegalObligation, RetentionClock.RightsRequest)]
    public byte[]? Address { get; set; }

    [NotPersonal]
    public required string Language { get; init; }

    [NotPersonal]
    public PrivacyRequestState State { get; set; }

    [Personal(PersonalCategory.Activity, Purpose.AnswerRequests, LawfulBasis.LegalObligation, RetentionClock.RightsLog)]
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The last day on which an answer is in time.</summary>
    [NotPersonal]
    public required DateOnly DueOn { get; set; }

    /// <summary>Why it takes longer, or was refused, in the operator's words.</summary>
    [Personal(PersonalCategory.Text, Purpose.AnswerRequests, LawfulBasis.LegalObligation, RetentionClock.RightsRequest)]
    public string? Reason { get; set; }

    [NotPersonal]
    public bool IsExtended { get; set; }

    [NotPersonal]
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>When what was written goes; null until it is answered.</summary>
    [NotPersonal]
    [Due("privacy_request_files", RetentionClock.RightsRequest, OnlyFields = true)]
    public DateTimeOffset? FileUntil { get; set; }

    /// <summary>When the rest goes; null until it is answered.</summary>
    [NotPersonal]
    [Due("privacy_requests", RetentionClock.RightsLog)]
    public DateTimeOffset? LogUntil { get; set; }
}

/// <summary>What is asked for.</summary>
public enum PrivacyRequestKind
{
    /// <summary>Something is wrong and should read otherwise (art. 16).</summary>
    Rectification,

    /// <summary>It is not to be used for now (art. 18).</summary>
    Restriction,

    /// <summary>It is not to be used for a reason of the person's own (art. 21).</summary>
    Objection,
}

/// <summary>Where a request stands.</summary>
public enum PrivacyRequestState
{
    /// <summary>It waits for a person.</summary>
    Open,

    /// <summary>It was carried out.</summary>
    Done,

    /// <summary>It was not, for a reason that was told.</summary>
    Refused,
}

internal sealed class PrivacyRequestConfiguration : IEntityTypeConfiguration<PrivacyRequest>
{
    public void Configure(EntityTypeBuilder<PrivacyRequest> builder)
    {
        builder.ToTable("privacy_requests").HasKey(request => request.Id);
        builder.Property(request => request.Id).ValueGeneratedNever();
        builder.Property(request => request.Kind).HasConversion<string>().HasMaxLength(20);
        builder.Property(request => request.State).HasConversion<string>().HasMaxLength(20);
        builder.Property(request => request.Language).HasMaxLength(35);
        builder.Property(request => request.Reason).HasMaxLength(PrivacyRequests.LongestReason);
        builder.HasIndex(request => request.SubjectId);
        builder.HasIndex(request => request.CommentId);
        builder.HasIndex(request => new { request.State, request.DueOn });
        builder.HasIndex(request => request.FileUntil);
        builder.HasIndex(request => request.LogUntil);
    }
}
