using GoNoGo.Accounts;
using GoNoGo.Blog;
using GoNoGo.Comments;
using GoNoGo.Gdpr;
using GoNoGo.Platform;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Web.Database;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Benchmarks;

/// <summary>The modules up to Comments on a real database in a folder of their own, for measurements that need no web.</summary>
internal sealed class MeasuredModules : IAsyncDisposable
{
    public const string Post = "first-post";

    private readonly string folder = Directory.CreateTempSubdirectory("gonogo-benchmark-").FullName;
    private readonly ServiceProvider services;

    private MeasuredModules(
        DatabaseProvider provider,
        string? connectionString,
        Action<IServiceCollection>? adjust,
        IReadOnlyDictionary<string, string?>? settings = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["GoNoGo:Data:Path"] = folder,
            ["GoNoGo:Database:Provider"] = provider.ToString(),
            ["GoNoGo:Database:ConnectionString"] = connectionString,
        }).AddInMemoryCollection(settings).Build();
        var collection = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(TimeProvider.System)
            .AddLogging()
            .AddPlatform().AddGdpr().AddAccounts().AddComments()
            .AddSingleton(new ModelPart(typeof(BlogService).Assembly))
            .AddSingleton(new ModelPart(typeof(GoNoGo.Integrations.Email.EmailServices).Assembly))
            .AddDatabase(provider)
            .AddSingleton<IPostCatalog, OnePost>();
        adjust?.Invoke(collection);
        services = collection.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    public string Folder => folder;

    public IServiceProvider Services => services;

    /// <summary>Composes, makes keys and migrates.</summary>
    /// <param name="provider">Which database.</param>
    /// <param name="connectionString">An empty database of a server; null for a SQLite file of its own.</param>
    /// <param name="adjust">More services.</param>
    /// <param name="settings">More settings.</param>
    public static async Task<MeasuredModules> OpenAsync(
        DatabaseProvider provider,
        string? connectionString,
        Action<IServiceCollection>? adjust = null,
        IReadOnlyDictionary<string, string?>? settings = null)
    {
        var modules = new MeasuredModules(provider, connectionString, adjust, settings);
        modules.services.GetRequiredService<KeyFolder>().Ensure(mayMake: true);
        await using var scope = modules.services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
        return modules;
    }

    /// <summary>Composes, on nothing: no keys, no table.</summary>
    public static MeasuredModules Empty(
        DatabaseProvider provider, string? connectionString, IReadOnlyDictionary<string, string?> settings) =>
        new(provider, connectionString, adjust: null, settings);

    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = services.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private sealed class OnePost : IPostCatalog
    {
        public CommentablePost? Find(string postId) => new(postId, "A post", $"/posts/{postId}/", "en", CommentsOpen: true);
    }
}
