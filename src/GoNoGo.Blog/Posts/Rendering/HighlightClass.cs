namespace GoNoGo.Blog.Posts.Rendering;

/// <summary>Maps a grammar's scopes to the closed set of classes that the theme styles.</summary>
internal static class HighlightClass
{
    // The first prefix that fits wins, so the special stands before the general.
    private static readonly (string Scope, string Class)[] Prefixes =
    [
        ("comment", "hl-comment"),
        ("string", "hl-string"),
        ("constant.numeric", "hl-number"),
        ("constant", "hl-constant"),
        ("keyword.operator", "hl-operator"),
        ("keyword", "hl-keyword"),
        ("storage.type.primitive", "hl-type"),
        ("storage", "hl-keyword"),
        ("entity.name.function", "hl-function"),
        ("support.function", "hl-function"),
        ("support.type.property-name", "hl-attribute"),
        ("entity.other.attribute-name", "hl-attribute"),
        ("meta.attribute", "hl-attribute"),
        ("entity.name.tag", "hl-tag"),
        ("entity.name", "hl-type"),
        ("support.type", "hl-type"),
        ("support.class", "hl-type"),
        ("markup.inserted", "hl-inserted"),
        ("markup.deleted", "hl-deleted"),
        ("variable", "hl-variable"),
    ];

    /// <param name="scopes">From the outermost to the innermost.</param>
    public static string? Of(IReadOnlyList<string> scopes)
    {
        for (var i = scopes.Count - 1; i >= 0; i--)
        {
            foreach (var (scope, name) in Prefixes)
            {
                if (scopes[i].StartsWith(scope, StringComparison.Ordinal))
                {
                    return name;
                }
            }
        }

        return null;
    }
}
