namespace GoNoGo.Blog.Site;

/// <summary>How a blog wants to look, beside its colours. Each part is checked; null is the theme's own.</summary>
public sealed record SiteTheme
{
    /// <summary>Families of fonts for what is read, as CSS lists them.</summary>
    public string? TextFont { get; init; }

    /// <summary>Families of fonts for what stands around it.</summary>
    public string? InterfaceFont { get; init; }

    /// <summary>Families of fonts for code.</summary>
    public string? CodeFont { get; init; }

    /// <summary>The width of the column, a length of CSS.</summary>
    public string? Measure { get; init; }

    /// <summary>How round corners are, a length of CSS.</summary>
    public string? Radius { get; init; }

    /// <summary>The size of the text, a length of CSS.</summary>
    public string? TextSize { get; init; }

    /// <summary>The height of a line, in sizes of its text.</summary>
    public string? LineHeight { get; init; }
}
