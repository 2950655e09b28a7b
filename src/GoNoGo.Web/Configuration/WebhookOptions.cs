namespace GoNoGo.Web.Configuration;

/// <summary>Who may say that the content has changed (configuration section <c>GoNoGo:Webhooks</c>).</summary>
internal sealed record WebhookOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "GoNoGo:Webhooks";

    /// <summary>The secret shared with the hosting service. Null: there is no webhook. Secret.</summary>
    public string? Secret { get; init; }

    /// <summary>The secret before the last rotation, accepted as well. Secret.</summary>
    public string? PreviousSecret { get; init; }

    /// <summary>The repository a webhook must name, as <c>owner/name</c>. Null: any, as it is a hint only.</summary>
    public string? Repository { get; init; }
}
