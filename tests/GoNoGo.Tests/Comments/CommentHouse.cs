using GoNoGo.Accounts;
using GoNoGo.Blog;
using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;
using GoNoGo.Gdpr;
using GoNoGo.Gdpr.Retention;
using GoNoGo.Platform;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using GoNoGo.Tests.Support;
using GoNoGo.Web.Database;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using DatabaseProvider = GoNoGo.Tests.Support.DatabaseProvider;

namespace GoNoGo.Tests.Comments;

/// <summary>The modules up to Comments on a real database, with a clock that stands still and a blog of two posts.</summary>
internal sealed class CommentHouse : IAsyncDisposable
{
    public const string Post = "first-post";
    public const string OtherPost = "second-post";
    public const string ClosedPost = "closed-post";

    private readonly TestDatabase database;
    private readonly Testing.TemporaryFolder folder;
    private readonly ServiceProvider services;
    private bool isAnother;
    private bool ownsFolder;

    private CommentHouse(TestDatabase database, Testing.TemporaryFolder folder, ServiceProvider services, FakeTimeProvider clock)
    {
        this.database = database;
        this.folder = folder;
        this.services = services;
        Clock = clock;
    }

    public FakeTimeProvider Clock { get; }

    public string ConnectionString => database.ConnectionString;

    /// <summary>The data folder, with the keys; on SQLite the database is elsewhere.</summary>
    public string DataPath => folder["data"];

    public IServiceScopeFactory Scopes => services.GetRequiredService<IServiceScopeFactory>();

    /// <summary>The rules that the blog has.</summary>
    public ModerationPolicy Policy
    {
        get => services.GetRequiredService<AdjustablePolicy>().Current!; // It has one from the beginning.
        set => services.GetRequiredService<AdjustablePolicy>().Current = value;
    }

    public FormTickets Tickets => services.GetRequiredService<FormTickets>();

    public static async Task<CommentHouse> OpenAsync(
        DatabaseProvider provider, DateTimeOffset? now = null, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var house = await OpenAsync(provider, MigrateAsync, now, settings);
        house.services.GetRequiredService<KeyFolder>().Ensure(mayMake: true);
        return house;
    }

    /// <summary>The modules on a database without a table, and without keys.</summary>
    public static Task<CommentHouse> EmptyAsync(DatabaseProvider provider, IReadOnlyDictionary<string, string?>? settings = null) =>
        OpenAsync(provider, LeaveEmptyAsync, now: null, settings);

    private static async Task<CommentHouse> OpenAsync(
        DatabaseProvider provider, PrepareDatabase prepare, DateTimeOffset? now, IReadOnlyDictionary<string, string?>? settings)
    {
        var database = await TestDatabase.CreateAsync(provider, prepare, TestContext.Current.CancellationToken);
        var folder = new Testing.TemporaryFolder();
        var clock = new FakeTimeProvider(now ?? new DateTimeOffset(2028, 2, 29, 12, 0, 0, TimeSpan.Zero));
        return new CommentHouse(database, folder, Compose(provider, database.ConnectionString, folder, clock, settings), clock);
    }

    private static async Task LeaveEmptyAsync(DatabaseProvider provider, string connectionString, CancellationToken cancellationToken)
    {
        if (provider is DatabaseProvider.Sqlite)
        {
            await File.WriteAllBytesAsync(new SqliteConnectionStringBuilder(connectionString).DataSource, [], cancellationToken);
        }
    }

    public static async Task MigrateAsync(DatabaseProvider provider, string connectionString, CancellationToken cancellationToken)
    {
        using var folder = new Testing.TemporaryFolder();
        await using var services = Compose(provider, connectionString, folder, new FakeTimeProvider());
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync(cancellationToken);
    }

    /// <summary>A comment that nothing is wrong with.</summary>
    public static NewComment Comment(string content = "A thought.") =>
        new() { PostId = Post, Form = "api", Content = content, GdprConsent = true };

    public Task<Result<CommentReceipt>> SendAsync(NewComment comment) =>
        InScopeAsync(scope => scope.GetRequiredService<CommentService>().CreateAsync(comment, TestContext.Current.CancellationToken));

    public async Task<CommentReceipt> SendWellAsync(NewComment comment) =>
        (await SendAsync(comment)).Succeeded(out var receipt, out var error) ? receipt : throw new InvalidOperationException(error.Message);

    public Task<Result<Decision>> ApproveAsync(Guid id) => InScopeAsync(scope =>
        scope.GetRequiredService<ModerationService>().ApproveAsync(id, ModeratorIdentity.Operator, TestContext.Current.CancellationToken));

    public Task<Result<Decision>> RejectAsync(Guid id, RefusalReason? reason = null) => InScopeAsync(scope =>
        scope.GetRequiredService<ModerationService>()
            .RejectAsync(id, reason, ModeratorIdentity.Operator, TestContext.Current.CancellationToken));

    /// <summary>Has the rules look at a comment, as the bus does after it was sent.</summary>
    public Task ScreenAsync(Guid id) => InScopeAsync(scope => scope.GetRequiredService<UnitOfWork>().RunAsync<Decision>(
        async (transaction, ended) =>
        {
            await scope.GetRequiredService<ScreenComment>().HandleAsync(new CommentCreated(id, Post), transaction, ended);
            return new Decision(id, ModerationStatus.Pending, Changed: false) { Revision = 0 };
        },
        TestContext.Current.CancellationToken));

    /// <summary>Sends a comment and has the rules look at it, a second after whatever was before.</summary>
    public async Task<Comment> ScreenedAsync(NewComment comment)
    {
        Clock.Advance(TimeSpan.FromSeconds(1));
        var receipt = await SendWellAsync(comment);
        await ScreenAsync(receipt.Id);
        return await RowAsync(receipt.Id);
    }

    public async Task<Comment> RowAsync(Guid id) => (await RowsAsync<Comment>()).Single(comment => comment.Id == id);

    /// <summary>Does something with a service of a scope of its own.</summary>
    public Task<T> WithAsync<TService, T>(Func<TService, Task<T>> act)
        where TService : notnull => InScopeAsync(scope => act(scope.GetRequiredService<TService>()));

    /// <summary>Sends and approves, a second after whatever was before.</summary>
    public async Task<CommentReceipt> PublishAsync(NewComment comment)
    {
        Clock.Advance(TimeSpan.FromSeconds(1));
        var receipt = await SendWellAsync(comment);
        await ApproveAsync(receipt.Id);
        return receipt;
    }

    public Task<CommentPage> ReadAsync(string post = Post, Guid? after = null, int limit = CommentService.PageSize) =>
        InScopeAsync(scope => scope.GetRequiredService<CommentService>()
            .GetCommentsForPostAsync(post, Viewer.Anonymous, after, limit, TestContext.Current.CancellationToken));

    public T Service<T>()
        where T : notnull => services.GetRequiredService<T>();

    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = services.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }

    public Task<IReadOnlyDictionary<string, int>> SweepAsync() =>
        Service<RetentionSweep>().SweepAsync(TestContext.Current.CancellationToken);

    /// <summary>All rows of a table, erased ones too; comments with their words opened.</summary>
    public Task<List<T>> RowsAsync<T>()
        where T : class => InScopeAsync(async scope =>
        {
            var rows = await scope.GetRequiredService<DataContext>().Set<T>()
                .IgnoreQueryFilters().AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
            await scope.GetRequiredService<SealedTexts>().OpenAsync([.. rows.OfType<Comment>()], TestContext.Current.CancellationToken);
            return rows;
        });

    /// <summary>The same as after a restart: another composition on the same database and folder.</summary>
    public Task<CommentHouse> RestartAsync() => Task.FromResult(
        new CommentHouse(database, folder, Compose(database.Provider, ConnectionString, folder, Clock), Clock) { isAnother = true });

    /// <summary>Another server on the same database, with a data folder of its own.</summary>
    public CommentHouse Beside()
    {
        var other = new Testing.TemporaryFolder();
        var composed = Compose(database.Provider, ConnectionString, other, Clock);
        return new CommentHouse(database, other, composed, Clock) { isAnother = true, ownsFolder = true };
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (ownsFolder)
        {
            folder.Dispose();
        }

        if (isAnother)
        {
            return;
        }

        await database.DisposeAsync();
        folder.Dispose();
    }

    private static ServiceProvider Compose(
        DatabaseProvider provider,
        string connectionString,
        Testing.TemporaryFolder folder,
        TimeProvider clock,
        IReadOnlyDictionary<string, string?>? settings = null)
    {
        var web = provider is DatabaseProvider.Sqlite ? Web.Database.DatabaseProvider.Sqlite : Web.Database.DatabaseProvider.Postgres;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["GoNoGo:Data:Path"] = folder["data"],
            ["GoNoGo:Database:Provider"] = web.ToString(),
            ["GoNoGo:Database:ConnectionString"] = connectionString,
        }).AddInMemoryCollection(settings).Build();
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(clock)
            .AddLogging()
            .AddPlatform().AddGdpr().AddAccounts().AddComments()
            .AddSingleton(new ModelPart(typeof(BlogService).Assembly))
            .AddSingleton(new ModelPart(typeof(GoNoGo.Integrations.Email.EmailServices).Assembly))
            .AddDatabase(web)
            .AddSingleton<IPostCatalog, TwoPosts>()
            .AddSingleton<AdjustablePolicy>()
            .AddSingleton<IModerationPolicies>(provider => provider.GetRequiredService<AdjustablePolicy>())
            .BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    private sealed class AdjustablePolicy : IModerationPolicies
    {
        public ModerationPolicy? Current { get; set; } = ModerationPolicy.Default;
    }

    private sealed class TwoPosts : IPostCatalog
    {
        public CommentablePost? Find(string postId) => postId is Post or OtherPost or ClosedPost
            ? new CommentablePost(postId, $"On {postId}", $"/posts/{postId}/", "en", CommentsOpen: postId != ClosedPost)
            {
                PublishedAt = postId == OtherPost ? DateTimeOffset.UnixEpoch : null,
            }
            : null;
    }
}
