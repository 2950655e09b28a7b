using System.Collections.Frozen;

namespace GoNoGo.Blog.Posts.Templates;

/// <summary>The tags of other generators that have a meaning here.</summary>
internal static class KnownTags
{
    private static readonly FrozenDictionary<string, Func<TemplateTag, TagWriter, TagOutput>> Table =
        new Dictionary<string, Func<TemplateTag, TagWriter, TagOutput>>(StringComparer.OrdinalIgnoreCase)
        {
            ["image"] = Image,
            ["img"] = Image,
            ["image_with_class"] = ImageWithClass,
            ["figure"] = Figure,
            ["include"] = Included,
            ["post_url"] = (tag, _) => tag.Positional(0) is { } post ? post + ".md" : TagOutput.Unknown,
            ["link"] = Reference,
            ["ref"] = Reference,
            ["relref"] = Reference,
            ["youtube"] = (tag, write) => Player(tag, write, VideoLink.YouTube),
            ["vimeo"] = (tag, write) => Player(tag, write, VideoLink.Vimeo),
            ["video"] = (tag, write) => Player(tag, write, source => source),
            ["embed"] = (tag, write) => Player(tag, write, source => source),
            ["gist"] = (tag, write) => Gist(tag, write),
        }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static TagOutput Write(TemplateTag tag, TagWriter write, IReadOnlyDictionary<string, string?> variables)
    {
        if (tag.Kind == TagKind.Output && tag.Name.Length == 0)
        {
            return OutputTag.Write(tag, write, variables);
        }
        else if (tag.Name.StartsWith('/') || tag.Name.StartsWith("end", StringComparison.Ordinal))
        {
            // The opening tag was reported, if there is something to report.
            return TagOutput.Nothing;
        }

        return Table.TryGetValue(tag.Name, out var known) ? known(tag, write) : TagOutput.Unknown;
    }

    private static TagOutput Image(TemplateTag tag, TagWriter write) =>
        (tag.Named("src", "path", "url") ?? tag.Positional(0)) is { } source
            ? write.Image(source, tag.Named("alt") ?? tag.Positional(1))
            : TagOutput.Unknown;

    private static TagOutput ImageWithClass(TemplateTag tag, TagWriter write) =>
        tag.Positional(0) is { } source ? write.Image(source, tag.Positional(2)) : TagOutput.Unknown;

    private static TagOutput Figure(TemplateTag tag, TagWriter write) =>
        (tag.Named("src", "image", "image_path", "url") ?? tag.Positional(0)) is { } source
            ? write.Figure(source, tag.Named("alt"), tag.Named("caption", "title"), tag.Named("link"))
            : TagOutput.Unknown;

    // Themes keep their figures in includes; one that is handed a picture says all that is needed.
    private static TagOutput Included(TemplateTag tag, TagWriter write)
    {
        var source = tag.Named("src", "image", "image_path");
        return source is not null && tag.Named("alt", "caption") is not null
            ? write.Figure(source, tag.Named("alt"), tag.Named("caption"), link: null)
            : TagOutput.Unknown;
    }

    private static TagOutput Reference(TemplateTag tag, TagWriter write) =>
        (tag.Named("path") ?? tag.Positional(0)) is { } path ? path : TagOutput.Unknown;

    private static TagOutput Player(TemplateTag tag, TagWriter write, Func<string, string> addressOf)
    {
        var source = tag.Named("id", "src", "url") ?? tag.Positional(0);
        if (source is null)
        {
            return TagOutput.Unknown;
        }

        var address = VideoLink.IsRemote(source) ? VideoLink.PageOf(source) : addressOf(source);
        return VideoLink.IsRemote(address)
            ? write.Link(address, tag.Named("title", "caption", "alt") ?? $"Video ({VideoLink.HostOf(address)})")
            : TagWriter.Video(address);
    }

    private static TagOutput Gist(TemplateTag tag, TagWriter write)
    {
        var path = string.Join('/', tag.Arguments.Where(argument => argument.Name is null).Take(2).Select(argument => argument.Value));
        return path.Length > 0 ? write.Link($"https://gist.github.com/{path}", $"Gist {path}") : TagOutput.Unknown;
    }
}
