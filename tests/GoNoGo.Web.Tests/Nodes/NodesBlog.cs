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
internal sealed class NodesBlog : IAsyncDisposable
{
    private readonly CrashedBlog blog;
    private readonly string keys;

    private NodesBlog(CrashedBlog blog, string keys, FaultProxy database)
    {
        (this.blog, this.keys) = (blog, keys);
        Database = database;
        blog.Settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["GoNoGo:Keys:ConnectionString"] = database.Through(PostgresServer.ConnectionString(keys, pooled: false)),
            ["GoNoGo:Proxy:Networks:0"] = "127.0.0.1/32",
            ["GoNoGo:Content:Watch"] = "false",
            ["GoNoGo:Content:PollMinutes"] = "10000",
            ["GoNoGo:Webhooks:Secret"] = WebhookBlog.Secret,
        };
    }

    /// <summary>Stands between the servers and PostgreSQL.</summary>
    public FaultProxy Database { get; }

    public static async Task<NodesBlog> CreateAsync()
    {
        var database = FaultProxy.Start();
        return new NodesBlog(
            await CrashedBlog.CreateAsync(DatabaseProvider.Postgres, database.Through),
            await PostgresServer.CreateDatabaseAsync("template0", TestContext.Current.CancellationToken),
            database);
    }

    public Task<ServerProcess> ServeFirstAsync() => blog.ServeAsync();

    public Task<ServerProcess> ServeSecondAsync() => blog.ServeAsync(data: blog.DataPath + "-second");

    /// <summary>Runs a command beside the first server.</summary>
    public async Task RunAsync(params string[] command)
    {
        var (exitCode, _, errors) = await blog.RunAsync(null, command);
        Assert.True(exitCode == 0, errors);
    }

    /// <summary>Changes a post, and tells one server of it.</summary>
    public async Task PushAsync(ServerProcess told, string text)
    {
        using var content = new LibGit2Sharp.Repository(blog.ContentPath);
        await File.WriteAllTextAsync(
            Path.Combine(blog.ContentPath, $"content/posts/{CrashedBlog.Posts[0]}.md"),
            $"---\ntitle: Hello\ndate: 2026-01-01\n---\n{text}\n",
            TestContext.Current.CancellationToken);
        LibGit2Sharp.Commands.Stage(content, "*");
        var author = new LibGit2Sharp.Signature("Ada", "ada@example.org", DateTimeOffset.UtcNow);
        var commit = content.Commit("Change", author, author, new LibGit2Sharp.CommitOptions());

        var push = WebhookBlog.PushOf(commit.Sha);
        using var request = new HttpRequestMessage(HttpMethod.Post, WebhookBlog.Path)
        {
            Content = new StringContent(push, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("X-GitHub-Event", "push");
        request.Headers.Add("X-GitHub-Delivery", commit.Sha);
        request.Headers.Add("X-Hub-Signature-256", WebhookBlog.SignatureOf(push));
        var answer = await told.Reader.AskAsync(request);
        Assert.True(answer.Status == HttpStatusCode.Accepted, answer.Text);
    }

    /// <summary>What the comments have left in the database.</summary>
    public Task<StoredRows> CountAsync() => blog.CountAsync();

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await blog.DisposeAsync();
        await PostgresServer.DropDatabaseAsync(keys);
    }
}
