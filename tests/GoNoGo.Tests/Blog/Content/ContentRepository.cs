using System.Diagnostics;
using LibGit2Sharp;

namespace GoNoGo.Tests.Blog.Content;

/// <summary>A real repository in a temporary folder, bare, whose tree is put together file by file.</summary>
internal sealed class ContentRepository : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private TreeDefinition tree = new();
    private DateTimeOffset now = new(2025, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public ContentRepository()
    {
        Repository.Init(Path, isBare: true);
        Git = new Repository(Path);
        Git.Refs.UpdateTarget("HEAD", "refs/heads/main");
    }

    public string Path => folder.Path;

    public Repository Git { get; }

    public ContentRepository Write(string path, string text) => Write(path, System.Text.Encoding.UTF8.GetBytes(text));

    public ContentRepository Write(string path, byte[] bytes, Mode mode = Mode.NonExecutableFile)
    {
        using var stream = new MemoryStream(bytes);
        tree.Add(path, Git.ObjectDatabase.CreateBlob(stream), mode);
        return this;
    }

    public ContentRepository Post(string name, string title, string date = "2024-05-06", string more = "", string body = "Text.") =>
        Write($"content/posts/{name}", $"---\ntitle: {title}\ndate: {date}\n{more}\n---\n\n{body}\n");

    public ContentRepository Submodule(string path)
    {
        tree.AddGitLink(path, new ObjectId("1234567890123456789012345678901234567890"));
        return this;
    }

    public ContentRepository Delete(string path)
    {
        tree.Remove(path);
        return this;
    }

    public ContentRepository Rename(string from, string to)
    {
        var entry = tree[from];
        tree.Add(to, Git.Lookup<Blob>(entry.TargetId), entry.Mode);
        return Delete(from);
    }

    public string Commit(string branch = "main") => Commit("Change", now.AddDays(1), branch);

    public string Commit(string message, DateTimeOffset at, string branch = "main")
    {
        now = at;
        var author = new Signature("Author", "author@example.org", now);
        var parent = Git.Branches[branch]?.Tip;
        var commit = Git.ObjectDatabase.CreateCommit(
            author, author, message, Git.ObjectDatabase.CreateTree(tree), parent is null ? [] : [parent], prettifyMessage: true);
        Git.Refs.Add("refs/heads/" + branch, commit.Id, allowOverwrite: true);
        return commit.Sha;
    }

    /// <summary>Begins history anew with the next commit, as a force-push of an unrelated branch does.</summary>
    public ContentRepository Forget()
    {
        tree = new TreeDefinition();
        Git.Refs.Remove("refs/heads/main");
        return this;
    }

    /// <summary>Runs the installed git in the repository, for what libgit2 refuses to write.</summary>
    public string Run(string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("git did not start");
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output.Trim();
    }

    public void Dispose()
    {
        Git.Dispose();
        folder.Dispose();
    }
}
