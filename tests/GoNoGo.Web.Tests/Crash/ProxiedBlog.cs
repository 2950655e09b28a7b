using GoNoGo.Tests.Support;
using GoNoGo.Web.Tests.Api;
using Npgsql;

namespace GoNoGo.Web.Tests.Crash;

/// <summary>A blog on PostgreSQL, behind a proxy that makes faults.</summary>
internal sealed class ProxiedBlog : CommentedBlog
{
    private readonly string database;

    private ProxiedBlog(string database) => this.database = database;

    public FaultProxy Proxy { get; } = FaultProxy.Start();

    protected override IReadOnlyDictionary<string, string?> Configuration => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["GoNoGo:Database:Provider"] = "postgres",
        ["GoNoGo:Database:ConnectionString"] = Proxy.Through(PostgresServer.ConnectionString(database, pooled: true)),
    };

    public static async Task<ProxiedBlog> StartAsync()
    {
        Assert.SkipWhen(Databases.IsPostgresMissing, Databases.PostgresMissing);
        var blog = new ProxiedBlog(await PostgresServer.CreateDatabaseAsync("template0", TestContext.Current.CancellationToken));
        await blog.InitializeAsync();
        return blog;
    }

    public Task<StoredRows> CountAsync() => StoredRows.CountAsync(
        new NpgsqlConnection(PostgresServer.ConnectionString(database, pooled: false)), TestContext.Current.CancellationToken);

    /// <summary>Stops the blog, then drops what it was on.</summary>
    public async Task EndAsync()
    {
        Proxy.Release();
        Proxy.Accept();
        await DisposeAsync();
        await Proxy.DisposeAsync();
        await PostgresServer.DropDatabaseAsync(database);
    }
}
