namespace GoNoGo.Web.Configuration;

/// <summary>How much one address may ask for (configuration section <c>GoNoGo:RateLimiting</c>).</summary>
internal sealed record RateLimitingOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "GoNoGo:RateLimiting";

    /// <summary>Comments per window; any positive number.</summary>
    [Positive]
    public int CommentsPerWindow { get; init; } = 3;

    /// <summary>
    /// All requests per window, files of the theme and images among them; any positive number. A school or an office is one address.
    /// </summary>
    [Positive]
    public int ReadsPerWindow { get; init; } = 30_000;

    /// <summary>Webhooks with a wrong signature per window; any positive number. Those with a right one are not limited.</summary>
    [Positive]
    public int ForgedWebhooksPerWindow { get; init; } = 30;

    /// <summary>The length of the window in minutes; any positive number.</summary>
    [Positive]
    public double WindowMinutes { get; init; } = 5;

    /// <summary>Sign-ins that fail per sign-in window; any positive number.</summary>
    [Positive]
    public int SignInsPerWindow { get; init; } = 5;

    /// <summary>Links to one's data that are asked for by mail per sign-in window; any positive number.</summary>
    [Positive]
    public int MailedLinksPerWindow { get; init; } = 5;

    /// <summary>The length of the window for sign-ins and mailed links in minutes; any positive number.</summary>
    [Positive]
    public double SignInWindowMinutes { get; init; } = 15;
}
