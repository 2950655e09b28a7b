using GoNoGo.Blog.Content.Git;
using LibGit2Sharp;

namespace GoNoGo.Tests.Blog.Content;

/// <summary>What lies on this machine is copied as it lies there, all of it or nothing.</summary>
public sealed class LocalObjectsTests : IDisposable
{
    private readonly ContentRepository repository = new();
    private readonly TemporaryFolder data = new();
    private readonly GitMirror mirror;
    private readonly string commit;

    public LocalObjectsTests()
    {
        mirror = new GitMirror(GitMirror.PathIn(data.Path));
        commit = repository.Post("a.md", "A").Commit();
    }

    private string Objects => Path.Combine(GitMirror.PathIn(data.Path), "objects");

    [Fact]
    public async Task Loose_objects_and_packs_are_copied_as_they_are()
    {
        repository.Git.ObjectDatabase.Pack(new PackBuilderOptions(Path.Combine(repository.Path, "objects", "pack")));
        var next = repository.Post("b.md", "B").Commit();

        Assert.Equal(next, await FetchAsync());
        Assert.Equal(LooseIn(Path.Combine(repository.Path, "objects")), LooseIn(Objects));
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(Objects, "pack"), "*.idx"));
    }

    [Fact]
    public async Task Where_something_is_in_the_way_all_is_fetched()
    {
        var folder = Path.Combine(repository.Path, "objects", "aa");
        Directory.CreateDirectory(folder);
        File.CreateSymbolicLink(Path.Combine(folder, new string('b', 38)), "/etc/hostname");

        Assert.Equal(commit, await FetchAsync());
        Assert.Empty(LooseIn(Objects));
        Assert.NotNull(mirror.Repositories.Use(git => git.Lookup<Commit>(commit)["content/posts/a.md"]?.Target.Peel<Blob>()));
    }

    [Theory]
    [InlineData("shallow")]
    [InlineData("objects/info/alternates")]
    [InlineData("objects/pack/pack-1.promisor")]
    public async Task A_repository_that_has_not_all_of_its_objects_is_left_to_the_fetch(string mark)
    {
        var path = Path.Combine(repository.Path, mark);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!); // It lies in a folder.
        await File.WriteAllTextAsync(path, "", TestContext.Current.CancellationToken);

        await FetchAsync();

        Assert.Empty(LooseIn(Objects));
    }

    public void Dispose()
    {
        mirror.Dispose();
        repository.Dispose();
        data.Dispose();
    }

    private static IEnumerable<string> LooseIn(string objects) => Directory.EnumerateDirectories(objects)
        .Select(folder => Path.GetFileName(folder))
        .Where(name => name.Length == 2)
        .Order(StringComparer.Ordinal);

    private async Task<string> FetchAsync()
    {
        Assert.True(RepositoryAddress.Parse(repository.Path).Succeeded(out var address, out _));
        var fetched = await mirror.FetchAsync(new LibGitFetch(token: null), address, "main", TestContext.Current.CancellationToken);
        Assert.True(fetched.Succeeded(out var found, out var error), error?.Message);
        return found;
    }
}
