namespace GoNoGo.Blog.Posts.Metadata;

/// <summary>A value of front matter or of <c>site.yaml</c> with the line of the file on which it begins.</summary>
internal abstract record MetadataNode(int Line);

/// <summary>A single value as written; <paramref name="IsText"/> where its syntax says that it is text (quoted).</summary>
internal sealed record MetadataScalar(int Line, string Text, bool IsText) : MetadataNode(Line)
{
    public bool IsNull => !IsText && Text is "" or "~" or "null" or "Null" or "NULL";
}

internal sealed record MetadataList(int Line, IReadOnlyList<MetadataNode> Items) : MetadataNode(Line);

internal sealed record MetadataMap(int Line, IReadOnlyList<MetadataEntry> Entries) : MetadataNode(Line)
{
    public static MetadataMap Empty { get; } = new(1, []);
}

internal sealed record MetadataEntry(string Key, int Line, MetadataNode Value);

/// <summary>The tree, or why the text is none.</summary>
internal sealed record MetadataOutcome(MetadataMap? Map, SyntaxProblem? Problem)
{
    public static implicit operator MetadataOutcome(MetadataMap map) => new(map, null);

    public static implicit operator MetadataOutcome(SyntaxProblem problem) => new(null, problem);
}

internal sealed record SyntaxProblem(int Line, string Code, string Message);

/// <summary>What a tree may hold; more is an attack or a mistake, never a post.</summary>
internal static class MetadataBounds
{
    public const int MaxNodes = 10_000;
    public const int MaxDepth = 32;
    public const int MaxAliases = 16;

    public static SyntaxProblem TooMany(int line) =>
        new(line, "too_many_values", "There are more than 10,000 values here; a post needs a handful.");

    public static SyntaxProblem TooDeep(int line) =>
        new(line, "too_deep", "Values are nested more than 32 deep here.");

    public static SyntaxProblem Duplicate(int line, string key) =>
        new(line, "duplicate_key", $"The key '{key}' stands here a second time; remove one of them.");
}
