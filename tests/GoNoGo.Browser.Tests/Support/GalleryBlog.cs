using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Browser.Tests.Support;

/// <summary>A blog with one of everything that a page can hold, and with words that are too long for any phone. Its clock stands.</summary>
public sealed class GalleryBlog : AdminBlog
{
    /// <summary>The post that was commented on.</summary>
    public const string Discussed = "short-1";

    /// <summary>The pages of each kind, by a name for each.</summary>
    public static IReadOnlyList<(string Name, string Path)> Pages { get; } =
    [
        ("start", "/"), ("start-2", "/page/2/"), ("post", "/posts/everything/"), ("post-arabic", "/posts/arabic/"),
        ("thread", $"/posts/{Discussed}/"), ("reply", $"/posts/{Discussed}/?reply={{comment}}"),
        ("report", $"/posts/{Discussed}/comments/{{comment}}/report"),
        ("tags", "/tags/"), ("tag", "/tags/green/"), ("archive", "/archive/"), ("author", "/authors/ada-example/"), ("search", "/search"),
        ("search-found", "/search?q=words"), ("search-none", "/search?q=" + GalleryContent.LongWord), ("about", "/about/"),
        ("privacy", "/privacy"), ("privacy-check", "/privacy/check/"), ("policy", "/privacy-policy"), ("sign-in", "/account/sign-in/"),
        ("staff-sign-in", "/admin/sign-in/"), ("missing", "/nowhere"),
    ];

    private Guid discussed;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await AppearsAsync("/");
        discussed = await CommentAsync("Some *words*, `code` and a [link](https://example.org/).\n\n> A quotation.", "Grace");
        var answer = await CommentAsync("An answer of a few words.", "Alan", discussed);
        await CommentAsync($"An answer to it with {GalleryContent.LongWord}.", GalleryContent.LongWord, answer);
        await CommentAsync("هذا تعليق قصير.", "ليلى");
        await CommentAsync("From nobody.", name: null);
    }

    /// <summary>Where a page of <see cref="Pages"/> is in this blog.</summary>
    public string PathOf(string path) => path.Replace("{comment}", discussed.ToString("D"), StringComparison.Ordinal);

    /// <summary>A comment that waits, of somebody who wants mail.</summary>
    /// <returns>The secret of its own page.</returns>
    public async Task<string> SendAsync(string content, string name, string email)
    {
        var sent = await CreateAsync(new NewComment
        {
            PostId = Discussed,
            Form = "api",
            Content = content,
            AuthorName = name,
            AuthorEmail = email,
            NotifyReplies = true,
            GdprConsent = true,
        });
        return sent.CapabilityToken;
    }

    protected override void WriteContent(ContentRepositoryBuilder content)
    {
        content
            .Write("site.yaml", "title: Gallery\ndescription: One of everything.\nauthor: Ada Example\nposts_per_page: 3\n")
            .Write("content/pages/about.md", "---\ntitle: About\n---\nWho writes here.\n")
            .WriteGallery();
        for (var number = 1; number <= 3; number++)
        {
            content.WritePost($"short-{number}", $"Short {number}", "A few words.", $"2026-01-0{number}", "tags: [green]\n");
        }
    }

    private async Task<Guid> CommentAsync(string content, string? name, Guid? parent = null)
    {
        var sent = await CreateAsync(new NewComment
        {
            PostId = Discussed,
            Form = "api",
            Content = content,
            AuthorName = name,
            ParentId = parent,
            GdprConsent = true,
        });
        await using var scope = Services.CreateAsyncScope();
        Assert.Null((await scope.ServiceProvider.GetRequiredService<ModerationService>()
            .ApproveAsync(sent.Id, ModeratorIdentity.Operator, Cancelled)).Error);
        return sent.Id;
    }

    private async Task<CommentReceipt> CreateAsync(NewComment comment)
    {
        Time.Advance(TimeSpan.FromMinutes(1));
        await using var scope = Services.CreateAsyncScope();
        var sent = await scope.ServiceProvider.GetRequiredService<CommentService>().CreateAsync(comment, Cancelled);
        return sent.Value!; // Nothing is wrong with it.
    }
}
