using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;
using GoNoGo.Platform.Data;
using GoNoGo.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Web.Tests.Api;

/// <summary>A blog with posts to comment on, and what its moderator and its database know.</summary>
public class CommentedBlog : BlogFixture
{
    /// <summary>Decides as a moderator does.</summary>
    public async Task ApproveAsync(params IEnumerable<Guid> ids)
    {
        await using var scope = Services.CreateAsyncScope();
        var desk = scope.ServiceProvider.GetRequiredService<ModerationService>();
        foreach (var id in ids)
        {
            Assert.Null((await desk.ApproveAsync(id, ModeratorIdentity.Operator, TestContext.Current.CancellationToken)).Error);
        }
    }

    /// <summary>Every comment on a post as stored, erased ones too.</summary>
    internal async Task<IReadOnlyList<Comment>> StoredAsync(string slug)
    {
        await using var scope = Services.CreateAsyncScope();
        var comments = await scope.ServiceProvider.GetRequiredService<DataContext>().Set<Comment>().AsNoTracking()
            .IgnoreQueryFilters([Comment.NotErased])
            .Where(comment => comment.PostId == slug)
            .OrderBy(comment => comment.ThreadKey)
            .ToListAsync(TestContext.Current.CancellationToken);
        await scope.ServiceProvider.GetRequiredService<SealedTexts>().OpenAsync(comments, TestContext.Current.CancellationToken);
        return comments;
    }

    protected override void WriteContent(ContentRepositoryBuilder content)
    {
        content.Write("site.yaml", "title: The garden\nposts_per_page: 2\n");
        foreach (var day in Enumerable.Range(1, 5))
        {
            content.WritePost($"post-{day}", $"Post {day}", $"Text {day}.", $"2026-01-0{day}", day % 2 == 1 ? "tags: [Odd]\n" : "");
        }

        content.WritePost("other", "Other", "Another post.", "2025-01-01");
        content.WritePost("closed", "Closed", "No comments here.", "2025-01-02", "comments: false\n");
        content.WritePost("draft", "Draft", "Not yet.", "2025-01-03", "draft: true\n");
    }

    /// <summary>Starts with all posts served.</summary>
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await AppearsAsync("/health/ready");
    }
}
