using System.Net;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace GoNoGo.Blog.Posts.Rendering;

/// <summary>Writes code blocks. The box takes the focus, so that the keyboard can scroll it (WCAG 2.1.1).</summary>
internal sealed class HighlightedCodeRenderer(CodeHighlighter highlighter) : HtmlObjectRenderer<CodeBlock>
{
    protected override void Write(HtmlRenderer renderer, CodeBlock obj)
    {
        var language = CodeLanguage.Of(obj);
        var name = language is null ? "" : $" class=\"language-{WebUtility.HtmlEncode(language)}\"";
        var code = obj.Lines.ToString().ReplaceLineEndings("\n");
        renderer.EnsureLine();
        renderer.Write($"<pre tabindex=\"0\"><code{name}>").Write(highlighter.Highlight(code, language)).WriteLine("\n</code></pre>");
    }
}
