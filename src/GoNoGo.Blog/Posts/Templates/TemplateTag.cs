namespace GoNoGo.Blog.Posts.Templates;

/// <summary>A tag of a template language, taken apart.</summary>
internal sealed record TemplateTag(TagKind Kind, string Name, IReadOnlyList<TagArgument> Arguments, IReadOnlyList<TagFilter> Filters)
{
    /// <summary>The argument of one of these names.</summary>
    public string? Named(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Arguments.FirstOrDefault(argument => name.Equals(argument.Name, StringComparison.OrdinalIgnoreCase)) is { } found)
            {
                return found.Value;
            }
        }

        return null;
    }

    /// <summary>The argument at this place among those without a name.</summary>
    public string? Positional(int index) => Arguments.Where(argument => argument.Name is null).ElementAtOrDefault(index)?.Value;
}

internal enum TagKind
{
    /// <summary><c>{{ value | filter }}</c> of Liquid, Nunjucks and Tera.</summary>
    Output,

    /// <summary><c>{% name arguments %}</c>.</summary>
    Statement,

    /// <summary><c>{{&lt; name arguments &gt;}}</c> of Hugo, also with percent signs.</summary>
    Shortcode,
}

internal sealed record TagArgument(string? Name, string Value, bool IsLiteral);

internal sealed record TagFilter(string Name, IReadOnlyList<TagArgument> Arguments);
