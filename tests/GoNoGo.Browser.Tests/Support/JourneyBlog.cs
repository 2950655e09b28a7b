namespace GoNoGo.Browser.Tests.Support;

/// <summary>A small blog to read and comment on.</summary>
public sealed class JourneyBlog : BlogFixture
{
    protected override void WriteContent(ContentRepositoryBuilder content) => content
        .Write("site.yaml", "title: Field notes\ndescription: What grows where.\nauthor: Ada Example\n")
        .Write("content/pages/about.md", "---\ntitle: About\n---\nWho writes here.\n")
        .WritePost("moss", "On moss", "It grows where nobody walks.", "2026-01-02", "tags: [green]\n")
        .WritePost("fern", "On ferns", "## Shade\n\nThey like it.", "2026-01-03", "tags: [green, tall]\n");
}
