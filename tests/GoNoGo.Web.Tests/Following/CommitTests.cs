using System.Net;
using GoNoGo.Testing;
using GoNoGo.Web.Tests.Api;
using LibGit2Sharp;

namespace GoNoGo.Web.Tests.Following;

/// <summary>What readers see after whatever an author does to the repository.</summary>
public sealed class CommitTests
{
    [Fact]
    public async Task A_commit_is_on_the_page_after_one_poll()
    {
        await using var blog = await FollowedBlog.StartAsync();
        blog.Content.WritePost("new", "Brand new", "Just written.", "2026-01-06");
        blog.Content.WritePost("post-5", "Post 5", "Changed.", "2026-01-05").Commit();

        await blog.PollAsync();

        Assert.Equal(HttpStatusCode.OK, await blog.StatusAsync("/posts/new/"));
        Assert.Contains("Brand new", (await blog.Reader.AskAsync("/")).Text, StringComparison.Ordinal);
        Assert.Contains("Changed.", (await blog.Reader.AskAsync("/posts/post-5/")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_breaks_leaves_every_other_page_as_it_was_and_is_listed_with_its_line()
    {
        await using var blog = await FollowedBlog.StartAsync();
        var before = await blog.PagesAsync();
        blog.Content.Write("content/posts/broken.md", "---\ntitle: Broken\ntags: [never closed\n---\nText.\n").Commit();

        var status = await blog.PollAsync();
        var check = await ServerProcess.RunAsync(["check", "--data", blog.DataPath]);

        Assert.Equal((blog.Content.Head, null), (status.Commit, status.LastError));
        Assert.Equal(before, await blog.PagesAsync());
        Assert.Equal(HttpStatusCode.NotFound, await blog.StatusAsync("/posts/broken/"));
        Assert.Equal(1, check.ExitCode);
        Assert.Matches("(?m)^content/posts/broken\\.md:[34]: refused: ", check.Output);
    }

    [Fact]
    public async Task A_post_that_breaks_comes_back_with_its_comments_when_it_is_mended()
    {
        await using var blog = await FollowedBlog.StartAsync();
        var (comment, _) = await blog.Reader.TakeCommentAsync("post-1", ApiClient.Comment("Still here"));
        await blog.ApproveAsync(comment);
        blog.Content.Write("content/posts/post-1.md", "---\ntitle: [\n---\nText.\n").Commit();
        await blog.PollAsync();
        Assert.Equal(HttpStatusCode.NotFound, await blog.StatusAsync("/posts/post-1/"));

        blog.Content.WritePost("post-1", "Post 1", "Mended.", "2026-01-01").Commit();
        await blog.PollAsync();

        Assert.NotNull((await blog.ReadPageAsync("/posts/post-1/")).QuerySelector($"#comment-{comment}"));
    }

    [Fact]
    public async Task A_force_push_is_followed()
    {
        await using var blog = await FollowedBlog.StartAsync();
        var before = await blog.PagesAsync();
        var commit = blog.Content.Head;
        blog.Content.WritePost("regretted", "Regretted", "Oh no.", "2026-01-06").Commit();
        await blog.PollAsync();
        Assert.Equal(HttpStatusCode.OK, await blog.StatusAsync("/posts/regretted/"));

        blog.Content.ForceBackTo(commit);
        await blog.PollAsync();

        Assert.Equal(HttpStatusCode.NotFound, await blog.StatusAsync("/posts/regretted/"));
        Assert.Equal(before, await blog.PagesAsync());
    }

    [Fact]
    public async Task A_deleted_branch_leaves_the_site_up()
    {
        await using var blog = await FollowedBlog.StartAsync();
        var before = await blog.PagesAsync();
        using (var repository = new Repository(blog.Content.Path))
        {
            repository.Refs.Add("refs/heads/other", repository.Head.Tip.Id);
            repository.Refs.Remove("refs/heads/main");
        }

        var status = await blog.PollAsync();

        Assert.NotNull(status.LastError);
        Assert.Equal(before, await blog.PagesAsync());
    }

    [Fact]
    public async Task A_repository_that_is_away_leaves_the_site_up_and_is_followed_again_when_it_is_back()
    {
        await using var blog = await FollowedBlog.StartAsync();
        var before = await blog.PagesAsync();
        var away = blog.Content.Path + "-away";
        Directory.Move(blog.Content.Path, away);
        var status = await blog.PollAsync();
        Assert.NotNull(status.LastError);
        Assert.Equal(before, await blog.PagesAsync());

        Directory.Move(away, blog.Content.Path);
        blog.Content.WritePost("back", "Back", "Here again.", "2026-01-06").Commit();
        status = await blog.PollAsync();

        Assert.Null(status.LastError);
        Assert.Equal(HttpStatusCode.OK, await blog.StatusAsync("/posts/back/"));
    }

    [Fact]
    public async Task A_renamed_file_is_found_at_its_old_address_and_its_comments_follow()
    {
        await using var blog = await FollowedBlog.StartAsync();
        var (comment, manageUrl) = await blog.Reader.TakeCommentAsync("post-2", ApiClient.Comment("Taken along"));
        await blog.ApproveAsync(comment);
        blog.Content.Move("content/posts/post-2.md", "content/posts/renamed.md").Commit();

        await blog.PollAsync();

        var old = await blog.Reader.AskAsync("/posts/post-2/");
        Assert.Equal((HttpStatusCode.MovedPermanently, "/posts/renamed/"), (old.Status, old.Header("Location")));
        Assert.NotNull((await blog.ReadPageAsync("/posts/renamed/")).QuerySelector($"#comment-{comment}"));
        Assert.Contains("Taken along", (await blog.Reader.AskAsync("/api/v1/posts/renamed/comments")).Text, StringComparison.Ordinal);
        Assert.NotNull((await blog.ReadPageAsync(manageUrl)).QuerySelector("a[href='/posts/renamed/']"));
        Assert.Equal(HttpStatusCode.Created, (await blog.Reader.SendCommentAsync("renamed", ApiClient.Comment())).Status);
    }
}
