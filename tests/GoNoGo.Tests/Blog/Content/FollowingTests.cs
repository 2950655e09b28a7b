using GoNoGo.Blog.Content;
using LibGit2Sharp;
using Microsoft.Extensions.Time.Testing;

namespace GoNoGo.Tests.Blog.Content;

public sealed class FollowingTests : IDisposable
{
    private readonly TemporaryFolder data = new();
    private readonly ContentRepository repository = new ContentRepository().Post("first.md", "First");

    [Fact]
    public async Task A_commit_shows_within_one_poll_when_nothing_is_watched()
    {
        repository.Commit();
        await using var blog = await StartAsync(new() { PollMinutes = 0.002, Watch = false });
        await blog.UntilAsync(() => blog.Titles.SequenceEqual(["First"]));

        repository.Post("second.md", "Second").Commit();

        await blog.UntilAsync(() => blog.Titles.SequenceEqual(["First", "Second"]));
    }

    [Fact]
    public async Task A_commit_to_a_watched_repository_shows_without_a_poll()
    {
        repository.Commit();
        await using var blog = await StartAsync(new() { PollMinutes = 10_000 });
        await blog.UntilAsync(() => blog.Status.LastCheckedAt is not null);

        repository.Post("second.md", "Second").Commit();

        await blog.UntilAsync(() => blog.Titles.Contains("Second"));
    }

    [Fact]
    public async Task Who_tells_of_a_push_waits_for_no_files_to_be_at_rest()
    {
        repository.Commit();
        var standing = new FakeTimeProvider();
        await using var blog = await StartAsync(clock: standing);
        await blog.UntilAsync(() => blog.Titles.SequenceEqual(["First"]));
        repository.Post("second.md", "Second").Commit();

        var watched = blog.FetchAsync(LookCause.Watch);
        var told = blog.FetchAsync(LookCause.Webhook);

        await blog.UntilAsync(() => watched.IsCompleted && told.IsCompleted);
        Assert.Equal(["First", "Second"], blog.Titles);
    }

    [Fact]
    public async Task A_static_page_is_dated_by_its_last_change_in_Git()
    {
        repository.Post("a.md", "A").Write("content/pages/about.md", "---\ntitle: About\n---\nWho writes here.\n").Commit();
        await using var blog = await StartAsync();
        await blog.UntilAsync(() => blog.Snapshots.Current?.Pages.Count == 1);
        Assert.Null(blog.Snapshots.Current!.Pages[0].UpdatedAt);
        var changedAt = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

        repository.Write("content/pages/about.md", "---\ntitle: About\n---\nWho writes here, and for whom, and how often.\n")
            .Commit("Say for whom", changedAt);
        await blog.FetchAsync();

        await blog.UntilAsync(() => blog.Snapshots.Current!.Pages[0].UpdatedAt == changedAt);
    }

    [Fact]
    public async Task The_history_that_a_push_brought_is_written_down_when_it_is_shown()
    {
        repository.Commit();
        await using var blog = await StartAsync();
        await blog.UntilAsync(() => blog.Titles.SequenceEqual(["First"]));

        var commit = repository.Post("second.md", "Second").Commit();
        await blog.FetchAsync();

        var written = await File.ReadAllTextAsync(Path.Combine(data.Path, "edits.json"), TestContext.Current.CancellationToken);
        Assert.Contains(commit, written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_force_push_is_converged_to()
    {
        repository.Commit();
        await using var blog = await StartAsync();
        await blog.FetchAsync();

        Assert.Null(blog.Status.LastError?.Message);
        repository.Forget().Post("new.md", "New").Commit();
        var status = await blog.FetchAsync();

        Assert.Null(status.LastError?.Message);
        Assert.Equal(["New"], blog.Titles);
    }

    [Fact]
    public async Task A_deleted_branch_leaves_the_site_up_and_is_seen_in_the_status()
    {
        repository.Commit();
        repository.Commit("other");
        await using var blog = await StartAsync();
        await blog.FetchAsync();

        repository.Git.Refs.Remove("refs/heads/main");
        var status = await blog.FetchAsync();

        Assert.Equal("branch_missing", status.LastError?.Code);
        Assert.Contains("other", status.LastError?.Message, StringComparison.Ordinal);
        Assert.Equal(["First"], blog.Titles);
    }

    [Fact]
    public async Task An_unreachable_remote_leaves_the_site_up_also_after_a_restart()
    {
        var commit = repository.Commit();
        await using (var blog = await StartAsync())
        {
            await blog.FetchAsync();
        }

        var gone = repository.Path + "-gone";
        Directory.Move(repository.Path, gone);
        try
        {
            await using var restarted = await StartAsync();
            var status = await restarted.FetchAsync();

            Assert.Equal(["First"], restarted.Titles);
            Assert.Equal((commit, "repository_unreachable"), (status.Commit, status.LastError?.Code));
        }
        finally
        {
            Directory.Move(gone, repository.Path);
        }
    }

    [Fact]
    public async Task What_was_read_ahead_of_one_commit_is_not_shown_for_another()
    {
        repository.Commit();
        await using var blog = await StartAsync();
        await blog.FetchAsync();

        blog.Takeover.ReadAhead(folder: null);
        repository.Post("second.md", "Second").Commit();
        await blog.FetchAsync();

        Assert.Equal(["First", "Second"], blog.Titles);
    }

    [Fact]
    public async Task After_a_failure_the_repository_is_followed_again()
    {
        await using var blog = await StartAsync();
        Assert.Equal("repository_empty", (await blog.FetchAsync()).LastError?.Code);
        Assert.Null(blog.Snapshots.Current);

        var commit = repository.Commit();
        var status = await blog.FetchAsync();

        Assert.Equal((commit, null), (status.Commit, status.LastError));
    }

    [Fact]
    public async Task A_commit_without_the_posts_folder_keeps_the_last_snapshot()
    {
        repository.Commit();
        await using var blog = await StartAsync();
        await blog.FetchAsync();

        repository.Delete("content").Write("elsewhere/a.md", "# A").Commit();

        Assert.Equal("content_folder_missing", (await blog.FetchAsync()).LastError?.Code);
        Assert.Equal(["First"], blog.Titles);
    }

    [Fact]
    public async Task Another_repository_gets_a_mirror_of_its_own_and_the_former_is_served_until_it_is_there()
    {
        repository.Commit();
        await using (var blog = await StartAsync())
        {
            await blog.FetchAsync();
        }

        using var other = new ContentRepository().Post("other.md", "Other");
        await using var moved = await StartAsync(new() { Repository = other.Path });
        Assert.Equal("repository_empty", (await moved.FetchAsync()).LastError?.Code);
        Assert.Equal(["First"], moved.Titles);

        other.Commit();
        await moved.FetchAsync();

        Assert.Equal(["Other"], moved.Titles);
        using var mirror = new Repository(Path.Combine(data.Path, "mirror"));
        Assert.False(mirror.ObjectDatabase.Contains(repository.Git.Head.Tip.Id));
        Assert.Equal(["refs/gonogo/fetched", "refs/gonogo/served"], mirror.Refs.Select(reference => reference.CanonicalName).Order());
    }

    [Fact]
    public async Task A_SHA256_repository_is_refused_in_a_clear_sentence()
    {
        using var folder = new TemporaryFolder();
        repository.Run("", "init", "--object-format=sha256", folder.Path);
        await using var blog = await StartAsync(new() { Repository = folder.Path });

        Assert.Equal("repository_sha256", (await blog.FetchAsync()).LastError?.Code);
    }

    [Fact]
    public async Task Only_what_is_committed_counts_in_a_repository_with_a_work_tree()
    {
        using var folder = new TemporaryFolder();
        folder.Write("content/posts/a.md", "---\ntitle: Committed\ndate: 2024-01-01\n---\n");
        Assert.True(new RepositoryInitializer(TimeProvider.System).Initialize(folder.Path).Succeeded(out _, out _));
        folder.Write("content/posts/b.md", "---\ntitle: Not yet\ndate: 2024-01-01\n---\n");
        await using var blog = await StartAsync(new() { Repository = "file://" + folder.Path });
        await blog.FetchAsync();

        Assert.Equal(["Committed"], blog.Titles);
    }

    [Fact]
    public async Task A_rename_that_Git_sees_keeps_the_old_address()
    {
        repository.Post("old-name.md", "Same", body: "A text that is long enough for Git to know it again under another name.").Commit();
        await using var blog = await StartAsync();
        await blog.FetchAsync();

        repository.Rename("content/posts/old-name.md", "content/posts/new-name.md").Commit();
        await blog.FetchAsync();
        repository.Rename("content/posts/new-name.md", "content/posts/newest-name.md").Commit();
        await blog.FetchAsync();

        var to = new MovedDestination("/posts/newest-name/");
        Assert.Equal(to, blog.Snapshots.Current?.Find("/posts/old-name/", BlogBuild.Now));
        Assert.Equal(to, blog.Snapshots.Current?.Find("/posts/new-name", BlogBuild.Now));
        var former = await blog.Moves.FormerAddressesAsync(TestContext.Current.CancellationToken);
        Assert.All(former.Values, slug => Assert.Equal("newest-name", slug));
    }

    [Fact]
    public async Task A_post_that_takes_anothers_slug_moves_the_other()
    {
        repository.Post("2024-05-06-week.md", "Later", "2024-05-06").Commit();
        await using var blog = await StartAsync();
        await blog.FetchAsync();

        repository.Post("2023-01-02-week.md", "Older", "2023-01-02").Commit();
        await blog.FetchAsync();

        var former = await blog.Moves.FormerAddressesAsync(TestContext.Current.CancellationToken);
        Assert.Equal("2024-05-06-week", former["/posts/week/"]);
        Assert.IsType<PostDestination>(blog.Snapshots.Current?.Find("/posts/week/", BlogBuild.Now));
    }

    [Fact]
    public async Task Without_a_repository_the_starter_blog_is_served()
    {
        await using var blog = await FollowedBlog.StartAsync(data.Path, new ContentOptions());
        var status = await blog.FetchAsync();

        Assert.Null(status.LastError?.Message);
        var snapshot = Assert.IsType<Snapshot>(blog.Snapshots.Current);
        Assert.Equal((3, 1, 0), (snapshot.Posts.Count, snapshot.Pages.Count, snapshot.Problems.Count));
    }

    [Theory]
    [InlineData("ext::sh -c touch% /tmp/x")]
    [InlineData("--upload-pack=touch /tmp/x")]
    [InlineData("git://example.org/x")]
    [InlineData("http://example.org/x")]
    [InlineData("file://elsewhere/x")]
    [InlineData("ssh://-oProxyCommand=x/y")]
    [InlineData("https://user:secret@example.org/x")]
    public async Task An_address_that_Git_would_run_or_guess_at_is_refused(string address)
    {
        await using var blog = await StartAsync(new() { Repository = address });
        var error = (await blog.FetchAsync()).LastError;

        Assert.StartsWith("repository_address_", error?.Code, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error?.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        repository.Dispose();
        data.Dispose();
    }

    private Task<FollowedBlog> StartAsync(ContentOptions? options = null, TimeProvider? clock = null)
    {
        options ??= new ContentOptions { Watch = false };
        return FollowedBlog.StartAsync(data.Path, options with { Repository = options.Repository ?? repository.Path }, clock);
    }
}
