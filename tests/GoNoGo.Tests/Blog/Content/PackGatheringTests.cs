using GoNoGo.Blog;
using GoNoGo.Blog.Content.Git;
using LibGit2Sharp;

namespace GoNoGo.Tests.Blog.Content;

/// <summary>A mirror does not become slower and larger in files with each push that it has seen.</summary>
public sealed class PackGatheringTests : IDisposable
{
    private const int Pushes = (2 * PackGathering.Enough) + 5;

    private readonly ContentRepository repository = new ContentRepository().Post("first.md", "First");
    private readonly TemporaryFolder data = new();
    private readonly GitMirror mirror;

    public PackGatheringTests()
    {
        mirror = new GitMirror(GitMirror.PathIn(data.Path));
        repository.Commit();
    }

    private string PackFolder => Path.Combine(mirror.Repositories.Path, "objects", "pack");

    private IEnumerable<string> Packs => Directory.EnumerateFiles(PackFolder, "*.pack");

    [Fact]
    public async Task The_packs_of_many_pushes_become_one_that_has_all_of_them()
    {
        await FetchAsync();

        var most = 0;
        for (var push = 0; push < Pushes; push++)
        {
            await PushAsync(push);
            most = Math.Max(most, Packs.Count());
            Gather();
        }

        Assert.Equal(PackGathering.Enough, most);
        Assert.Equal(Pushes + 1, mirror.Repositories.Use(git => ReadAll(git.Lookup<Commit>(GitMirror.FetchedReference))));
        Assert.InRange(Packs.Count(), 1, PackGathering.Enough - 1);
    }

    [Fact]
    public async Task Who_reads_while_packs_are_gathered_goes_on_reading()
    {
        await FetchAsync();
        for (var push = 0; push < PackGathering.Enough; push++)
        {
            await PushAsync(push);
        }

        var read = mirror.Repositories.Use(git =>
        {
            var commit = git.Lookup<Commit>(GitMirror.FetchedReference);
            Gather();
            return ReadAll(commit);
        });

        Assert.Single(Packs);
        Assert.Equal(PackGathering.Enough + 1, read);
    }

    [Fact]
    public async Task What_a_crash_has_left_is_gathered_with_the_rest()
    {
        await FetchAsync();
        for (var push = 0; push < PackGathering.Enough; push++)
        {
            await PushAsync(push);
        }

        // Killed between the writing and the deleting, so that everything is there twice; and before that in the middle of it.
        var all = Directory.CreateDirectory(Path.Combine(data.Path, "all")).FullName;
        mirror.Repositories.Use(git => git.ObjectDatabase.Pack(new PackBuilderOptions(all)));
        Array.ForEach(Directory.GetFiles(all), file => File.Move(file, Path.Combine(PackFolder, Path.GetFileName(file))));
        var aside = Directory.CreateDirectory(mirror.Repositories.Path + ".packs-former").FullName;
        var half = Path.Combine(PackFolder, "pack-half.pack");
        await File.WriteAllTextAsync(half, "half", TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(half, DateTime.UnixEpoch);
        Directory.SetLastWriteTimeUtc(aside, DateTime.UnixEpoch);

        Gather();

        Assert.InRange(Packs.Count(), 1, 2); // The smallest, and that of all, which is larger.
        Assert.False(File.Exists(half));
        Assert.Empty(Directory.EnumerateDirectories(data.Path, "*.packs-*"));
        Assert.Equal(PackGathering.Enough + 1, mirror.Repositories.Use(git => ReadAll(git.Lookup<Commit>(GitMirror.FetchedReference))));
    }

    public void Dispose()
    {
        mirror.Dispose();
        repository.Dispose();
        data.Dispose();
    }

    private void Gather() => mirror.Repositories.GatherPacks(TimeProvider.System.GetUtcNow());

    private async Task PushAsync(int number)
    {
        repository.Post($"post-{number}.md", $"Post {number}").Commit();
        await FetchAsync();
    }

    private async Task FetchAsync()
    {
        Assert.True(RepositoryAddress.Parse(repository.Path).Succeeded(out var address, out _));
        var fetched = await mirror.FetchAsync(
            BlogServices.Remotes(token: null)[address.Transport], address, "main", TestContext.Current.CancellationToken);
        Assert.True(fetched.Succeeded(out _, out var refusal), refusal?.Message);
    }

    /// <summary>How many texts its tree has, each of which is read; and all commits before it.</summary>
    private static int ReadAll(Commit commit)
    {
        for (var former = commit; former is not null; former = former.Parents.FirstOrDefault())
        {
            Assert.NotNull(former.Tree["content/posts/first.md"].Target.Peel<Blob>().GetContentText());
        }

        return ((Tree)commit["content/posts"].Target).Count(entry => entry.Target.Peel<Blob>().GetContentText().Contains("title"));
    }
}
