namespace GoNoGo.Web.Configuration;

/// <summary>How much one network may ask for (configuration section <c>GoNoGo:RateLimiting</c>).</summary>
internal sealed record RateLimitingOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "GoNoGo:RateLimiting";

    /// <summary>Comments per window; any positive number.</summary>
    [Positive]
    public int CommentsPerWindow { get; init; } = 3;

    /// <summary>Other requests per window; any positive number.</summary>
    [Positive]
    public int ReadsPerWindow { get; init; } = 3000;

    /// <summary>The length of the window in minutes; any positive number.</summary>
    [Positive]
    public double WindowMinutes { get; init; } = 5;
}
