using GoNoGo.Comments;
using GoNoGo.Gdpr.Access;
using GoNoGo.Gdpr.Rights;

namespace GoNoGo.Web.Pages;

/// <summary>A person's data as the page draws them. Personal.</summary>
public sealed record PrivacyDataModel
{
    /// <summary>Where the forms are sent. Secret.</summary>
    public required string Action { get; init; }

    /// <summary>What has just happened, or why it has not, in one sentence.</summary>
    public string? Notice { get; init; }

    /// <summary>True for the second step of erasing, which asks once more.</summary>
    public bool ConfirmErase { get; init; }

    /// <summary>True for all about an address, false for one comment.</summary>
    public required bool IsPerson { get; init; }

    /// <summary>Whether the address wants no mail at all.</summary>
    public bool ForbidsMail { get; init; }

    /// <summary>What is held; null where it is too much for a page.</summary>
    public PersonArchive? Archive { get; init; }

    /// <summary>What was asked for.</summary>
    public IReadOnlyList<RequestView> Requests { get; init; } = [];

    /// <summary>The comment that can be corrected; null for all about an address.</summary>
    public CorrectedText? Comment { get; init; }

    /// <summary>The comments that were refused and against whose refusal an appeal is possible.</summary>
    public IReadOnlyList<RefusedComment> Refused { get; init; } = [];
}
