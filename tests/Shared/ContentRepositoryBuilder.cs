using LibGit2Sharp;

namespace GoNoGo.Testing;

/// <summary>A real Git repository with the content of a blog: write files, commit, and break it as authors do.</summary>
public sealed class ContentRepositoryBuilder : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Repository repository;
    private DateTimeOffset time = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>An empty repository whose branch is <c>main</c>.</summary>
    public ContentRepositoryBuilder()
    {
        Repository.Init(folder.Path);
        repository = new Repository(folder.Path);
        repository.Refs.UpdateTarget("HEAD", "refs/heads/main");
    }

    /// <summary>Where it is; hand it to <c>Content:Repository</c>.</summary>
    public string Path => folder.Path;

    /// <summary>The commit that <c>HEAD</c> is at.</summary>
    public string Head => repository.Head.Tip.Sha;

    /// <summary>Writes a file.</summary>
    public ContentRepositoryBuilder Write(string path, string text) => Write(path, System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a file of any kind.</summary>
    public ContentRepositoryBuilder Write(string path, byte[] bytes)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(folder[path])!); // A file stands in a folder.
        File.WriteAllBytes(folder[path], bytes);
        return this;
    }

    /// <summary>Writes a post with YAML front matter.</summary>
    public ContentRepositoryBuilder WritePost(string slug, string title, string markdown, string date = "2026-01-01", string more = "") =>
        Write($"content/posts/{slug}.md", $"---\ntitle: {title}\ndate: {date}\n{more}---\n{markdown}\n");

    /// <summary>Deletes a file.</summary>
    public ContentRepositoryBuilder Delete(string path)
    {
        File.Delete(folder[path]);
        return this;
    }

    /// <summary>Renames a file.</summary>
    public ContentRepositoryBuilder Move(string from, string to)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(folder[to])!); // A file stands in a folder.
        File.Move(folder[from], folder[to]);
        return this;
    }

    /// <summary>Commits whatever has changed, a minute after the last commit.</summary>
    public string Commit(string message = "Write")
    {
        Commands.Stage(repository, "*");
        time = time.AddMinutes(1);
        var author = new Signature("Ada Example", "ada@example.org", time);
        return repository.Commit(message, author, author).Sha;
    }

    /// <summary>Rewrites history: the branch and the files go back to an older commit.</summary>
    public void ForceBackTo(string commit) => repository.Reset(ResetMode.Hard, repository.Lookup<Commit>(commit));

    public void Dispose()
    {
        repository.Dispose();
        folder.Dispose();
    }
}
