using GoNoGo.Blog.Content;

namespace GoNoGo.Integrations.CodeHosting;

/// <summary>A webhook as the hosting service has it.</summary>
/// <param name="Id">The service's id.</param>
/// <param name="Address">Where it sends to. Of others' webhooks it may hold a secret of theirs.</param>
/// <param name="Events">What it tells of.</param>
/// <param name="IsActive">Whether it is switched on.</param>
/// <param name="IsJson">Whether it sends JSON.</param>
/// <param name="ChecksCertificate">Whether it checks whom it sends to.</param>
/// <param name="LastStatus">What the address last answered, as an HTTP status; null where nothing was sent yet.</param>
public sealed record HostWebhook(
    long Id, Uri Address, IReadOnlyList<string> Events, bool IsActive, bool IsJson, bool ChecksCertificate, int? LastStatus)
{
    /// <summary>Where it sends to without what may be a secret: scheme, host and port.</summary>
    public string Origin => Address.GetLeftPart(UriPartial.Authority);

    /// <summary>The id and the host.</summary>
    /// <returns>Never the whole address.</returns>
    public override string ToString() => $"{Id} {Origin}";
}

/// <summary>What a webhook is to do. Secret: its text form is redacted.</summary>
/// <param name="Address">Where it sends to.</param>
/// <param name="Events">What it tells of.</param>
/// <param name="Secret">With which it signs.</param>
public sealed record WebhookSettings(Uri Address, IReadOnlyList<string> Events, string Secret)
{
    /// <summary>Without the secret.</summary>
    /// <returns>The address.</returns>
    public override string ToString() => Address.ToString();
}

/// <summary>Something that the hosting service sent to a webhook.</summary>
/// <param name="Id">The service's id.</param>
/// <param name="Event">Of what it told.</param>
/// <param name="At">When, UTC.</param>
/// <param name="StatusCode">What was answered; 0 where nobody did.</param>
/// <param name="IsRedelivery">Whether it had been sent before.</param>
/// <param name="DeliveryId">The same for every time that it is sent.</param>
public sealed record HostDelivery(long Id, string Event, DateTimeOffset At, int StatusCode, bool IsRedelivery, string DeliveryId)
{
    /// <summary>Whether it was taken.</summary>
    public bool Arrived => StatusCode is >= 200 and < 300;
}

/// <summary>What the content check says of a commit.</summary>
/// <param name="Commit">Its object id.</param>
/// <param name="Check">What was found, or none where nothing could be read.</param>
/// <param name="Unreadable">Why nothing could be read; null where it could.</param>
public sealed record CommitReport(string Commit, ContentReport? Check, string? Unreadable = null)
{
    /// <summary>What authors should mend; files that would not be published first.</summary>
    public IReadOnlyList<ContentProblem> Problems { get; } =
        [.. (Check?.Problems ?? []).OrderByDescending(problem => problem.Severity)];

    /// <summary>Whether a file would not be published, or nothing could be read.</summary>
    public bool IsRefused => Unreadable is not null || Problems.Any(problem => problem.Severity is ContentProblemSeverity.Refused);
}
