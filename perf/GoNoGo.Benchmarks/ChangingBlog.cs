using System.Diagnostics;
using System.Globalization;
using LibGit2Sharp;

namespace GoNoGo.Benchmarks;

/// <summary>A repository of posts, each of which says how often it was changed.</summary>
internal sealed class ChangingBlog : IDisposable
{
    private static readonly Signature Author = new("Author", "author@example.org", DateTimeOffset.UnixEpoch);
    private readonly Repository repository;
    private readonly (int Version, long Since)[] states;

    public ChangingBlog(string path, int posts)
    {
        Path = path;
        states = new (int, long)[posts];
        Directory.CreateDirectory(System.IO.Path.Combine(path, "content", "posts"));
        for (var post = 0; post < posts; post++)
        {
            Write(post, version: 0);
        }

        Repository.Init(path);
        repository = new Repository(path);
        repository.Refs.UpdateTarget("HEAD", "refs/heads/main");
        Commit("Posts");
    }

    public string Path { get; }

    public int Posts => states.Length;

    /// <summary>Changes the next post.</summary>
    public void Push(int number)
    {
        var post = number % states.Length;
        var version = states[post].Version + 1;
        Write(post, version);
        Commit("A change");
        lock (states)
        {
            states[post] = (version, Stopwatch.GetTimestamp());
        }
    }

    /// <summary>Whether a page that was asked for at a moment shows what had been pushed a second before.</summary>
    public bool IsFresh(int post, string page, long asked)
    {
        int version;
        lock (states)
        {
            var state = states[post];
            version = Stopwatch.GetElapsedTime(state.Since, asked) > TimeSpan.FromSeconds(1) ? state.Version : state.Version - 1;
        }

        return page.Contains(Mark(version), StringComparison.Ordinal) || page.Contains(Mark(version + 1), StringComparison.Ordinal);
    }

    public void Dispose() => repository.Dispose();

    private static string Mark(int version) => string.Create(CultureInfo.InvariantCulture, $"Changed {version} times.");

    private void Write(int post, int version) => File.WriteAllText(
        System.IO.Path.Combine(Path, "content", "posts", $"post-{post}.md"),
        $"---\ntitle: Post {post}\ndate: 2026-01-{1 + (post % 28):00}\ntags: [t{post % 10}]\n---\n\n"
        + string.Concat(Enumerable.Repeat("A paragraph of some length, so that the page has about the size that others have.\n\n", 60))
        + Mark(version) + "\n");

    private void Commit(string message)
    {
        Commands.Stage(repository, "*");
        repository.Commit(message, Author, Author);
    }
}
