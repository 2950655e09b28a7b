using System.Text;
using LibGit2Sharp;

namespace GoNoGo.Tests.Blog.Content;

public sealed class BadInputTests : IDisposable
{
    private readonly ContentRepository repository = new ContentRepository().Post("good.md", "Good");

    [Fact]
    public void A_symbolic_link_is_listed_and_not_followed() => Refuses(
        "content/posts/link.md",
        "symbolic_link",
        () => repository.Write("content/posts/link.md", "/etc/passwd"u8.ToArray(), Mode.SymbolicLink));

    [Fact]
    public void A_submodule_is_listed_and_not_followed() =>
        Refuses("content/posts/other", "submodule", () => repository.Submodule("content/posts/other"));

    [Theory]
    [InlineData("content/posts/large.md")]
    [InlineData("content/posts/picture.png")]
    public void An_LFS_pointer_is_refused_as_post_and_as_picture(string path) => Refuses(
        path,
        "lfs_pointer",
        () => repository.Write(path, $"version https://git-lfs.github.com/spec/v1\noid sha256:{new string('a', 64)}\nsize 12345\n"));

    [Fact]
    public void Invalid_UTF8_is_refused() =>
        Refuses("content/posts/latin.md", null, () => repository.Write("content/posts/latin.md", Encoding.Latin1.GetBytes("# Über\n")));

    [Fact]
    public void MDX_is_refused_with_its_reason() =>
        Refuses("content/posts/live.mdx", "mdx_not_supported", () => repository.Write("content/posts/live.mdx", "# Live"));

    [Fact]
    public void A_text_over_the_bound_is_refused() =>
        Refuses("content/posts/big.md", "file_too_large", () => repository.Write("content/posts/big.md", new byte[(1024 * 1024) + 1]));

    [Fact]
    public void A_picture_over_its_bound_is_refused() => Refuses(
        "content/posts/big.png", "file_too_large", () => repository.Write("content/posts/big.png", new byte[(10 * 1024 * 1024) + 1]));

    [Theory]
    [InlineData("a\\b.md", "content/posts/a\\b.md")]
    [InlineData("bell\a.md", "content/posts/bell\\x07.md")]
    [InlineData("..", "content/posts/..")]
    public void Tricks_with_paths_are_refused(string name, string listed)
    {
        var blob = repository.Run("---\ntitle: Trick\n---\n", "hash-object", "-w", "--stdin");
        var posts = RawTree($"100644 {name}", blob);
        var content = RawTree("40000 posts", posts);
        var root = RawTree("40000 content", content);
        var commit = repository.Run("", "-c", "user.name=A", "-c", "user.email=a@example.org", "commit-tree", root, "-m", "Trick");

        using var build = new BlogBuild(repository);
        var problem = Assert.Single(build.Run(commit).Snapshot.Problems);

        Assert.Equal((listed, "path_unsafe"), (problem.Path, problem.Code));
    }

    [Fact]
    public void Names_that_differ_by_case_alone_are_both_refused()
    {
        repository.Post("twin.md", "One").Post("TWIN.md", "Other");

        var snapshot = BlogBuild.Of(repository);

        Assert.Equal("Good", Assert.Single(snapshot.Posts).Title);
        Assert.Equal(["path_collision", "path_collision"], snapshot.Problems.Select(problem => problem.Code));
    }

    [Fact]
    public void Names_that_differ_by_how_an_accent_is_encoded_are_both_refused()
    {
        repository.Post("caf\u00e9.md", "One").Post("cafe\u0301.md", "Other");

        Assert.Equal(2, BlogBuild.Of(repository).Problems.Count(problem => problem.Code == "path_collision"));
    }

    [Theory]
    [InlineData("content/posts/_index.md")]
    [InlineData("content/posts/README.md")]
    [InlineData("content/posts/.hidden.md")]
    [InlineData("content/posts/.obsidian/note.md")]
    [InlineData("content/posts/node_modules/pkg/note.md")]
    [InlineData("content/elsewhere/note.md")]
    public void What_is_no_post_is_ignored_without_a_word(string path)
    {
        var snapshot = BlogBuild.Of(repository.Write(path, "# Not a post"));

        Assert.Single(snapshot.Posts);
        Assert.Empty(snapshot.Problems);
    }

    [Fact]
    public void A_posts_folder_that_does_not_exist_refuses_the_whole() =>
        Assert.Equal("content_folder_missing", BlogBuild.ErrorOf(repository, "notes"));

    [Theory]
    [InlineData("../outside")]
    [InlineData("a/../../b")]
    public void A_posts_folder_outside_the_repository_is_refused(string folder) =>
        Assert.Equal("content_folder_invalid", BlogBuild.ErrorOf(repository, folder));

    public void Dispose() => repository.Dispose();

    private void Refuses(string path, string? code, Action write)
    {
        write();
        var snapshot = BlogBuild.Of(repository);

        var problem = Assert.Single(snapshot.Problems);
        Assert.Equal(path, problem.Path);
        Assert.Equal(code ?? problem.Code, problem.Code);
        Assert.Equal("Good", Assert.Single(snapshot.Posts).Title);
        Assert.DoesNotContain(snapshot.Posts, post => post.SourcePath == path);
    }

    private string RawTree(string modeAndName, string id)
    {
        var file = System.IO.Path.Combine(repository.Path, "raw-tree");
        File.WriteAllBytes(file, [.. Encoding.UTF8.GetBytes(modeAndName), 0, .. Convert.FromHexString(id)]);
        return repository.Run("", "hash-object", "-w", "-t", "tree", "--literally", file);
    }
}
