using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using GoNoGo.Blog.Content;
using GoNoGo.Blog.Posts;
using GoNoGo.Blog.Posts.Search;
using GoNoGo.Blog.Site;
using GoNoGo.Comments;
using GoNoGo.Comments.Rendering;
using GoNoGo.Integrations.Webhooks;
using GoNoGo.Platform.Privacy;
using GoNoGo.Web.Api;
using Microsoft.AspNetCore.Http;
using FoldedText = GoNoGo.Comments.Moderation.Rules.FoldedText;

namespace GoNoGo.Tests.Fuzzing;

/// <summary>The parsers, and what must hold of whatever they make of an input.</summary>
internal static class FuzzTargets
{
    private static readonly string[] CommentElements =
        ["p", "br", "strong", "em", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr"];

    private static readonly string[] Markdown =
    [
        "> ", "- ", "1. ", "[a](", "](", "![", "**", "_", "`", "```\n", "\n\n", "<script>", "<a href=\"javascript:x\">", "onerror=",
        "&#x6a;", "[a]: ",
        "|--|", "~~", "<!--", "\\", "http://", "mailto:", "data:", "\u202e", "\t", "\r\n", "{{", "{%", "%}", "$$", ":::", "[^1]",
    ];

    private static readonly string[] Yaml = [": ", "- ", "&a ", "*a", "<<: ", "[", "]", "{", "}", "\""];

    private static readonly DateTimeOffset Signed = DateTimeOffset.FromUnixTimeSeconds(1_795_651_200);

    private static readonly BodyRenderer Bodies = new();
    private static readonly CommentRenderer Comments = new();
    private static readonly HtmlParser Html = new();

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("front-matter", [.. Yaml, "---\n", "+++\n", "!!binary ", "|\n", "date: ", "'", "#", "\u0000"], Post),
        new("site", [.. Yaml, "moderation:\n", "rules:\n", "pattern: ", "(a+)+", "\u2028"], Site),
        new("comment", Markdown, Comment),
        new("post", Markdown, Post),
        new("folding", [.. Markdown, "\ufffe", "\u0301", "\u1160", "%2e", "//", "İ", "ß"], Folding),
        new("address", ["@", ".", "\"", "(", ")", "<", ">", ",", ";", ":", "\r\n", "\0", "xn--", "\u3002", "[::1]", "\\"], Address),
        new("json", ["{", "}", "[", "]", "\"content\":", "\"gdpr_consent\":true", ",", ":", "\\ud800", "\\u0000", "1e999", "\""], Json),
        new("webhook", ["sha256=", "v1,", "whsec_", ": ", "\n", "0", "f", "=", " ", "refs/", "{", "}", "\"", "\\ud800", "-1"], Webhook),
        new("precondition", ["\"", "W/", "*", ",", "1", "-", " ", "\t", "99999999999"], Precondition),
    ];

    private static async Task Post(byte[] input)
    {
        if (DocumentReader.Read(new SourceFile("content/posts/a.md", "0", input), SiteSettings.Default) is ReadDocument read
            && Bodies.Render(read.Document, _ => null) is { Refusal: null } body)
        {
            foreach (var element in (await Html.ParseDocumentAsync(body.Html)).All)
            {
                Assert.False(element.LocalName is "script" or "style" or "iframe" or "object" or "embed" or "base", element.LocalName);
                Assert.DoesNotContain(element.Attributes, IsActive);
            }
        }
    }

    private static Task Site(byte[] input)
    {
        var (settings, _) = SiteFile.Read(new SourceFile("site.yaml", "0", input));
        Assert.InRange(settings.PostsPerPage, 1, 100);
        return Task.CompletedTask;
    }

    private static async Task Comment(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        if (CommentText.CheckContent(text) is null)
        {
            var page = await Html.ParseDocumentAsync(Comments.Render(text));
            foreach (var element in page.Body!.QuerySelectorAll("*")) // A document has a body.
            {
                Assert.Contains(element.LocalName, CommentElements);
                Assert.DoesNotContain(element.Attributes, attribute => attribute.Name is not ("href" or "rel" or "start"));
                Assert.DoesNotContain(element.Attributes, IsActive);
            }
        }
    }

    /// <summary>Whatever is compared without regard to how it is written: comments, searches, slugs, addresses of pages.</summary>
    private static Task Folding(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        Assert.NotNull(FoldedText.Of(text));
        Assert.NotNull(SearchQuery.Parse(text));
        Assert.True(AddressForm.Fold("/" + text) is null or ['/', ..]);
        return Task.CompletedTask;
    }

    private static Task Address(byte[] input)
    {
        if (EmailAddress.TryParse(Encoding.UTF8.GetString(input)) is { } address)
        {
            var text = address.Reveal();
            Assert.DoesNotContain(text, char.IsControl);
            Assert.Equal(text, EmailAddress.TryParse(text)?.Reveal());
        }

        return Task.CompletedTask;
    }

    private static async Task Json(byte[] input)
    {
        var http = new DefaultHttpContext();
        if (!(await SentJson.ReadAsync(new MemoryStream(input), CancellationToken.None)).Succeeded(out var sent, out var refusal))
        {
            Assert.IsType<BadRequest>(refusal);
            return;
        }

        http.Features.Set(sent);
        if (CommentRequest.Read(http, "post").Succeeded(out var comment, out _))
        {
            Assert.NotNull(comment.Content);
        }

        if (JsonBody.Read<BulkDecisionBody>(http).Succeeded(out var body, out _))
        {
            Assert.NotNull(body.Objects<BulkCommentBody>("comments"));
            Assert.NotNull(body.Text("status"));
        }
    }

    /// <summary>Lines of headers, an empty one, a body: nobody who does not know the secret is believed.</summary>
    private static Task Webhook(byte[] input)
    {
        var text = Encoding.Latin1.GetString(input);
        var end = text.IndexOf("\n\n", StringComparison.Ordinal) is >= 0 and var found ? found : text.Length;
        var headers = text[..end].Split('\n')
            .Select(line => line.Split(": ", 2))
            .Where(parts => parts.Length == 2)
            .ToLookup(parts => parts[0], parts => parts[1], StringComparer.OrdinalIgnoreCase);
        var message = new WebhookMessage(name => [.. headers[name]], input.AsMemory(Math.Min(input.Length, end + 2)));
        Assert.Null(WebhookSignature.Check(message, new WebhookSecrets(["a secret that nobody guesses"]), Signed));
        Assert.True(WebhookPayload.Read(message) is null or { Kind: <= WebhookKind.PullRequest });
        return Task.CompletedTask;
    }

    private static Task Precondition(byte[] input)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.IfMatch = Encoding.Latin1.GetString(input);
        Assert.True(Preconditions.RevisionOf(http) is null or >= -1);
        return Task.CompletedTask;
    }

    private static bool IsActive(IAttr attribute) =>
        attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)
        || attribute.Name is "style" or "srcdoc" or "formaction"
        || (attribute.Name is "href" or "src" or "action" && IsScript(attribute.Value));

    /// <summary>As a browser reads an address: white space and control characters in it do not count.</summary>
    private static bool IsScript(string address)
    {
        var bare = string.Concat(address.Where(letter => letter > ' ')).ToLowerInvariant();
        return bare.StartsWith("javascript:", StringComparison.Ordinal)
            || bare.StartsWith("vbscript:", StringComparison.Ordinal)
            || bare.StartsWith("data:text/html", StringComparison.Ordinal);
    }
}
