using System.Net;
using System.Text;
using GoNoGo.Testing;
using GoNoGo.Tests.Support;
using GoNoGo.Web.Tests.Api;
using GoNoGo.Web.Tests.Crash;
using GoNoGo.Web.Tests.Webhooks;

namespace GoNoGo.Web.Tests.Nodes;

/// <summary>
/// Two servers with nothing in common but a PostgreSQL server: the database, and a second one with the keys. Each has its own mirror, and
/// looks at the repository for webhooks alone.
/// </summary>
public sealed class NodesBlog : IAsyncLifetime
{
    private CrashedBlog? blog;
    private string? keys;
    private ServerProcess? first;
    private ServerProcess? second;

    /// <summary>Why the servers cannot be started here; null where they can.</summary>
    public static string? Missing => Databases.IsPostgresMissing ? Databases.PostgresMissing
        : FaultPointProgram.IsBuilt ? null
        : FaultPointProgram.Missing;

    /// <summary>Stands between the servers and PostgreSQL.</summary>
    internal FaultProxy Database { get; } = FaultProxy.Start();

    internal ServerProcess First => first ?? throw new InvalidOperationException("The first server was not started.");

    internal ServerProcess Second => second ?? throw new InvalidOperationException("The second server was not started.");

    private CrashedBlog Blog => blog ?? throw new InvalidOperationException("There is no blog yet.");

    public async ValueTask InitializeAsync()
    {
        if (Missing is not null)
        {
            return;
        }

        keys = await PostgresServer.CreateDatabaseAsync("template0", TestContext.Current.CancellationToken);
        blog = await CrashedBlog.CreateAsync(DatabaseProvider.Postgres, Database.Through);
        blog.Settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["GoNoGo:Keys:ConnectionString"] = Database.Through(PostgresServer.ConnectionString(keys, pooled: false)),
            ["GoNoGo:Proxy:Networks:0"] = "127.0.0.1/32",
            ["GoNoGo:Content:Watch"] = "false",
            ["GoNoGo:Content:PollMinutes"] = "10000",
            ["GoNoGo:Webhooks:Secret"] = WebhookBlog.Secret,
        };
        await StartFirstAsync();
        await StartSecondAsync();
    }

    /// <summary>Starts the first server, in place of one that has ended.</summary>
    public async Task StartFirstAsync()
    {
        await DisposeAsync(first);
        first = await Blog.ServeAsync();
    }

    /// <summary>Starts the second server, in place of one that has ended.</summary>
    public async Task StartSecondAsync()
    {
        await DisposeAsync(second);
        second = await Blog.ServeAsync(data: Blog.DataPath + "-second");
    }

    /// <summary>Runs a command beside the first server.</summary>
    public async Task RunAsync(params string[] command)
    {
        var (exitCode, _, errors) = await Blog.RunAsync(null, command);
        Assert.True(exitCode == 0, errors);
    }

    /// <summary>Changes a post, and tells the second server of it.</summary>
    public async Task PushAsync(string text)
    {
        using var content = new LibGit2Sharp.Repository(Blog.ContentPath);
        await File.WriteAllTextAsync(
            Path.Combine(Blog.ContentPath, $"content/posts/{CrashedBlog.Posts[0]}.md"),
            $"---\ntitle: Hello\ndate: 2026-01-01\n---\n{text}\n",
            TestContext.Current.CancellationToken);
        LibGit2Sharp.Commands.Stage(content, "*");
        var author = new LibGit2Sharp.Signature("Ada", "ada@example.org", TimeProvider.System.GetUtcNow());
        var commit = content.Commit("Change", author, author, new LibGit2Sharp.CommitOptions());

        var push = WebhookBlog.PushOf(commit.Sha);
        using var request = new HttpRequestMessage(HttpMethod.Post, WebhookBlog.Path)
        {
            Content = new StringContent(push, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("X-GitHub-Event", "push");
        request.Headers.Add("X-GitHub-Delivery", commit.Sha);
        request.Headers.Add("X-Hub-Signature-256", WebhookBlog.SignatureOf(push));
        var answer = await Second.Reader.AskAsync(request);
        Assert.True(answer.Status == HttpStatusCode.Accepted, answer.Text);
    }

    /// <summary>What the comments have left in the database.</summary>
    internal Task<StoredRows> CountAsync() => Blog.CountAsync();

    public async ValueTask DisposeAsync()
    {
        await DisposeAsync(first);
        await DisposeAsync(second);
        await Database.DisposeAsync();
        await DisposeAsync(blog);
        if (keys is not null)
        {
            await PostgresServer.DropDatabaseAsync(keys);
        }
    }

    private static ValueTask DisposeAsync(IAsyncDisposable? one) => one?.DisposeAsync() ?? ValueTask.CompletedTask;
}
