using Markdig;
using Markdig.Syntax;

namespace GoNoGo.Blog.Posts.Reading;

/// <summary>Takes the title of a file without one from its first heading.</summary>
internal static class FirstHeading
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePreciseSourceLocation().Build();

    /// <summary>The heading's text and the body without it; null where there is none.</summary>
    public static (string Title, string Body)? Take(string body)
    {
        MarkdownDocument document;
        try
        {
            document = Markdown.Parse(body, Pipeline);
        }
        catch (ArgumentException)
        {
            // Nested too deeply: the renderer will refuse it with a reason.
            return null;
        }

        var heading = document.OfType<HeadingBlock>().FirstOrDefault();
        if (heading is null || PlainInline.Collapse(PlainInline.Of(heading)) is not { Length: > 0 } title)
        {
            return null;
        }

        // A heading further down still names the file, but belongs to the text where it stands.
        return (title, heading.Level == 1 || heading == document[0] ? Blank(body, heading.Span) : body);
    }

    // Offsets and lines of the rest stay what they are.
    private static string Blank(string body, SourceSpan span)
    {
        var blanked = string.Create(span.Length, (body, span.Start), static (target, source) =>
        {
            source.body.AsSpan(source.Start, target.Length).CopyTo(target);
            for (var i = 0; i < target.Length; i++)
            {
                target[i] = target[i] == '\n' ? '\n' : ' ';
            }
        });
        return string.Concat(body.AsSpan(0, span.Start), blanked, body.AsSpan(span.End + 1));
    }
}
