using System.Text.Json.Nodes;
using GoNoGo.Blog.Content;
using GoNoGo.Blog.Posts;
using GoNoGo.Blog.Site;
using GoNoGo.Blog;
using GoNoGo.Comments;
using GoNoGo.Gdpr.Access;
using GoNoGo.Gdpr.Register;
using GoNoGo.Web.Pages;

namespace GoNoGo.Web.Tests.Pages;

/// <summary>A small blog made by hand, with texts that want to be markup.</summary>
internal static class Sample
{
    public const string Naughty = "<img src=x onerror=alert(1)> & \"quoted\" 'O’Neill' ]]> \u0007é";

    public static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static readonly Uri BaseUrl = new("https://blog.example");

    public static Guid CommentId { get; } = Guid.CreateVersion7(Now);

    public static SiteSettings Site { get; } = new()
    {
        Title = "Margin notes",
        Description = "On small tools, slow reading and the quiet parts of the web.",
        Author = "Ada Example",
        PostsPerPage = 2,
        TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Vienna"),
        Controller = new Controller("Ada Example", "ada@blog.example", "Main Street 1\n1010 Vienna"),
    };

    public static Post Post(string slug, int daysAgo = 1, Func<Post, Post>? change = null)
    {
        var post = new Post
        {
            Slug = slug,
            SourcePath = $"content/posts/{slug}.md",
            Address = $"/posts/{slug}/",
            Title = $"The post {slug}",
            PublishedAt = Now.AddDays(-daysAgo),
            Excerpt = $"What {slug} is about.",
            MetaDescription = $"Described: {slug}.",
            Html = $"<h2 id=\"start\">Start</h2><p>Text of {slug}, " +
                "<a href=\"/posts/first/\">a link</a> <img src=\"/media/a.png\" alt=\"\"></p>",
            PlainText = $"Start Text of {slug}",
            Headings = [new Heading(2, "start", "Start")],
            WordCount = 300,
            Tags = ["Garden"],
        };
        return change is null ? post : change(post);
    }

    public static CommentView Comment(int depth = 1, string? name = "Grace", string html = "<p>Well said.</p>") => new()
    {
        Id = Guid.CreateVersion7(Now.AddMinutes(depth)),
        Depth = depth,
        Author = new CommentAuthorView("k3f9", name),
        Content = "Well said.",
        Html = html,
        CreatedAt = Now.AddMinutes(-30 + depth),
    };

    public static Snapshot Snapshot(
        IReadOnlyList<Post> posts,
        SiteSettings? site = null,
        IReadOnlyDictionary<string, Destination>? more = null,
        params StaticPage[] pages)
    {
        var destinations = new Dictionary<string, Destination>(more ?? new Dictionary<string, Destination>());
        foreach (var post in posts)
        {
            destinations[post.Address] = new PostDestination(post);
        }

        foreach (var page in pages)
        {
            destinations[page.Address] = new PageDestination(page);
        }

        return new Snapshot("0123456789abcdef0123456789abcdef01234567", site ?? Site, posts, pages, destinations, []);
    }

    public static StaticPage Page(string name) => new()
    {
        SourcePath = $"content/pages/{name}.md",
        Address = $"/{name}/",
        Title = $"The page {name}",
        MetaDescription = "A page.",
        Html = "<p>Hello.</p>",
        PlainText = "Hello.",
    };

    public static PageContext Context(SiteSettings? site = null) =>
        new(site ?? Site, BaseUrl, new ThemeAddresses("/_/theme-1.css", null, "/_/icon-1.svg"), Now);

    public static PrivacyNotice Notice { get; } =
        new("en", "Privacy", [new NoticeSection("How long", ["It goes."], ["A comment: 9 days."])]);

    public static PrivacyDataModel PrivacyData { get; } = new()
    {
        Action = "/privacy/person/token/",
        IsPerson = true,
        Archive = new PersonArchive(
            new JsonObject
            {
                ["data"] = new JsonObject
                {
                    ["comments"] = new JsonObject { ["rows"] = new JsonArray(new JsonObject { ["content"] = "A" }) },
                },
                ["audit"] = new JsonArray(),
            },
            [],
            Notice),
    };

    public static CommentFormModel Form() => new()
    {
        PostTitle = "The post first",
        PostAddress = "/posts/first/",
        Action = "/posts/first/comments",
        Consent = new ConsentWords("Publish my comment with the name I gave.", "Mail me about replies.", "en"),
    };

    public static PostView View(Post post, CommentPage comments) =>
        new(post, comments, new PostPermissions(post.CommentsOpen, post.CommentsOpen, CanModerate: false, CanEdit: false));
}
