using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using GoNoGo.Blog.Content;
using GoNoGo.Platform.Languages;

namespace GoNoGo.Blog.Posts.Rendering;

/// <summary>Makes of rendered Markdown the body of a page: one walk over its elements, then its text.</summary>
internal sealed class BodyPage
{
    private readonly Document document;
    private readonly References references;
    private readonly Language language;
    private readonly List<ContentProblem> warnings = [];

    public BodyPage(Document document, Func<string, string?> resolve, Language language) =>
        (this.document, references, this.language) = (document, new References(resolve, Warn), language);

    public RenderedBody Render(string html)
    {
        using var page = new HtmlParser().ParseDocument("<!DOCTYPE html><body>" + html);
        var body = page.Body!; // A parsed document always has one.

        HeadingOutline.Fit(body, document.Title);
        foreach (var element in body.QuerySelectorAll("*").ToList())
        {
            Visit(element);
        }

        UniqueIds.Apply(body);
        var excerpt = ExcerptText.From(body);
        foreach (var comment in body.Descendants<IComment>().ToList())
        {
            comment.Remove();
        }

        var text = BodyText.Of(body);
        return new RenderedBody(
            BodyContent.Of(body.InnerHtml, text),
            excerpt,
            HeadingOutline.Of(body),
            BodyText.CountWords(text),
            references.WereResolved,
            Refusal: null)
        {
            Warnings = warnings,
        };
    }

    private void Visit(IElement element)
    {
        if (ForeignContent.Replace(element) is { } left)
        {
            Warn(left);
            return;
        }

        InlineAttributes.Remove(element);
        references.Apply(element);
        switch (element)
        {
            case IHtmlImageElement image when image.Parent is not null:
                image.SetAttribute("loading", "lazy");
                image.SetAttribute("decoding", "async");
                break;
            case IHtmlInputElement { Type: "checkbox" } box:
                TaskBox.Label(box);
                break;
            case IHtmlTableElement table:
                ScrollableTable.Wrap(table, language);
                break;
            case IHtmlAnchorElement { ClassName: FootnoteLinks.Reference } link:
                FootnoteLinks.Name(link, language);
                break;
            case IHtmlDivElement { ClassName: FootnoteLinks.Notes } notes:
                FootnoteLinks.NameBack(notes, language);
                break;
            case IHtmlParagraphElement { ClassName: AlertTitle.ClassName } title:
                AlertTitle.Say(title, language);
                break;
        }
    }

    private void Warn(LeftOut left)
    {
        var line = document.Lines.LineOf(document.Markdown, left.Reference);
        line = line == 0 ? document.Lines.LineOf(document.Markdown, left.OtherSpelling) : line;
        warnings.Add(new ContentProblem(document.Path, line, ContentProblemSeverity.Warning, left.Code, left.Message));
    }
}

/// <summary>What a page may not hold or cannot lead to, and the text by which its line can be found.</summary>
internal sealed record LeftOut(string Code, string Message, string Reference)
{
    /// <summary>How the text may say the same otherwise.</summary>
    public string OtherSpelling { get; init; } = "";
}
