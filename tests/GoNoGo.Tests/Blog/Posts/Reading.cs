using System.Text;
using GoNoGo.Blog.Content;
using GoNoGo.Blog.Posts;
using GoNoGo.Blog.Site;

namespace GoNoGo.Tests.Blog.Posts;

/// <summary>Shorthand for reading and rendering a text as if it were a file of the repository.</summary>
internal static class Reading
{
    public static BodyRenderer Renderer { get; } = new();

    public static ReadOutcome Outcome(string text, string path = "content/posts/some-post.md", SiteSettings? site = null) =>
        Outcome(Encoding.UTF8.GetBytes(text), path, site);

    public static ReadOutcome Outcome(byte[] bytes, string path = "content/posts/some-post.md", SiteSettings? site = null) =>
        DocumentReader.Read(new SourceFile(path, "0", bytes), site ?? SiteSettings.Default);

    public static Document Document(string text, string path = "content/posts/some-post.md", SiteSettings? site = null) =>
        Assert.IsType<ReadDocument>(Outcome(text, path, site)).Document;

    public static FrontMatter FrontMatter(string yaml, SiteSettings? site = null) =>
        Document($"---\n{yaml}\n---\nText.\n", site: site).FrontMatter;

    public static ContentProblem Refusal(string text, string path = "content/posts/some-post.md") =>
        Assert.IsType<RefusedDocument>(Outcome(text, path)).Problem;

    public static RenderedBody Body(string markdown, Func<string, string?>? resolve = null)
    {
        var body = Renderer.Render(Document($"---\ntitle: Some title\n---\n{markdown}"), resolve ?? (_ => null));
        Assert.Null(body.Refusal);
        return body;
    }

    public static string Html(string markdown, Func<string, string?>? resolve = null) => Body(markdown, resolve).Html;
}
