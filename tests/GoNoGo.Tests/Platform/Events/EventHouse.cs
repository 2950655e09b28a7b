using GoNoGo.Accounts;
using GoNoGo.Blog;
using GoNoGo.Comments;
using GoNoGo.Gdpr;
using GoNoGo.Platform;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using GoNoGo.Tests.Comments;
using GoNoGo.Tests.Platform.Data;
using GoNoGo.Tests.Support;
using GoNoGo.Web.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using DatabaseProvider = GoNoGo.Tests.Support.DatabaseProvider;

namespace GoNoGo.Tests.Platform.Events;

/// <summary>
/// The real dispatcher on a real database, with the handlers that a test registers. The clock stands still unless the test moves it, and
/// chance makes every wait as long as it may be.
/// </summary>
internal sealed class EventHouse : IAsyncDisposable
{
    private static readonly TimeSpan SmallStep = TimeSpan.FromMilliseconds(200);

    private readonly TestDatabase database;
    private readonly bool ownsDatabase;
    private readonly Testing.TemporaryFolder folder = new();
    private readonly ServiceProvider services;
    private bool isRunning;

    private EventHouse(TestDatabase database, bool ownsDatabase, FakeTimeProvider clock, Action<IServiceCollection> register)
    {
        this.database = database;
        this.ownsDatabase = ownsDatabase;
        Clock = clock;
        services = Compose(register);
        services.GetRequiredService<KeyFolder>().Ensure(mayMake: true);
    }

    public FakeTimeProvider Clock { get; }

    public TestLog Log { get; } = new();

    public IServiceProvider Services => services;

    private IEnumerable<IHostedService> BusServices =>
        services.GetServices<IHostedService>().Where(service => service.GetType().Assembly == typeof(Outbox).Assembly);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<EventHouse> OpenAsync(DatabaseProvider provider, Action<IServiceCollection> register)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2028, 2, 29, 12, 0, 0, TimeSpan.Zero));
        return new(await TestDatabase.CreateAsync(provider, CommentHouse.MigrateAsync, Cancelled), true, clock, register);
    }

    /// <summary>Opens and starts.</summary>
    public static async Task<EventHouse> StartAsync(DatabaseProvider provider, Action<IServiceCollection> register)
    {
        var house = await OpenAsync(provider, register);
        await house.StartAsync();
        return house;
    }

    /// <summary>Another server on the same database, with handlers of its own.</summary>
    public EventHouse OpenAnother(Action<IServiceCollection> register) => new(database, false, Clock, register);

    public async Task StartAsync()
    {
        foreach (var service in BusServices)
        {
            await service.StartAsync(Cancelled);
        }

        isRunning = true;
    }

    public async Task StopAsync()
    {
        isRunning = false;
        foreach (var service in BusServices)
        {
            await service.StopAsync(CancellationToken.None);
        }
    }

    /// <summary>Publishes in a unit of its own.</summary>
    /// <returns>The event's id.</returns>
    public async Task<Guid> PublishAsync(string aggregate, string text = "", DateTimeOffset? dueAt = null)
    {
        var id = Guid.Empty;
        await WriteAsync(transaction => id = transaction.Publish(new ThingDone(aggregate, text), dueAt));
        return id;
    }

    public async Task WriteAsync(Action<Transaction> write)
    {
        var result = await InUnitAsync((transaction, _) =>
        {
            write(transaction);
            return Task.FromResult<Result<Done>>(new Done());
        });
        Assert.Null(result.Error);
    }

    public Task<Result<Done>> InUnitAsync(Func<Transaction, CancellationToken, Task<Result<Done>>> work) =>
        InScopeAsync(scope => scope.GetRequiredService<UnitOfWork>().RunAsync(work, Cancelled));

    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = services.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }

    public Task<List<T>> RowsAsync<T>()
        where T : class => InScopeAsync(scope => scope.GetRequiredService<DataContext>().Set<T>().AsNoTracking().ToListAsync(Cancelled));

    /// <summary>What the handlers have written, in order: see <see cref="Effect"/>.</summary>
    public async Task<IReadOnlyList<string>> EffectsAsync() =>
        [.. (await RowsAsync<AuditEntry>()).Where(entry => entry.Action == "thing.handled").OrderBy(entry => entry.Sequence)
            .Select(entry => entry.ResourceId)];

    /// <summary>Writes an effect that nothing but the bus keeps from happening twice.</summary>
    public static void Effect(ThingDone happened, Transaction transaction) =>
        transaction.Audit(new AuditAct(AuditActor.System, "thing.handled", "thing", happened.AggregateId + happened.Text));

    /// <summary>The same, with the handler's name before it.</summary>
    public static Action<ThingDone, Transaction> EffectOf(string handler) =>
        (happened, transaction) => Effect(happened with { AggregateId = handler + happened.AggregateId }, transaction);

    public async Task<OutboxDelivery> DeliveryAsync(Guid eventId)
    {
        var happened = (await RowsAsync<OutboxEvent>()).Single(row => row.Id == eventId);
        return (await RowsAsync<OutboxDelivery>()).Single(row => row.EventSequence == happened.Sequence);
    }

    public Task HoldsAsync(string what, Func<Task<bool>> condition) => Testing.Eventually.HoldsAsync(what, condition, Cancelled);

    public Task HasStatusAsync(Guid eventId, DeliveryStatus status) =>
        HoldsAsync($"the delivery was {status}", async () => (await DeliveryAsync(eventId)).Status == status);

    /// <summary>
    /// Moves the clock until something holds, a step at a time; in small ones while something is due or claimed, since a clock that
    /// leaps while somebody works takes the lease away.
    /// </summary>
    public Task AdvancesUntilAsync(string what, TimeSpan step, Func<Task<bool>> condition) => HoldsAsync(what, async () =>
    {
        if (await condition())
        {
            return true;
        }

        Clock.Advance(step > SmallStep && await IsAnybodyAtWorkAsync() ? SmallStep : step);
        return false;
    });

    public async ValueTask DisposeAsync()
    {
        if (isRunning)
        {
            await StopAsync();
        }

        await services.DisposeAsync();
        folder.Dispose();
        if (ownsDatabase)
        {
            await database.DisposeAsync();
        }
    }

    private async Task<bool> IsAnybodyAtWorkAsync()
    {
        var now = Clock.GetUtcNow();
        return (await RowsAsync<OutboxDelivery>()).Any(delivery =>
            delivery.Status == DeliveryStatus.Available && (delivery.LeasedUntil is not null || delivery.DueAt <= now));
    }

    private ServiceProvider Compose(Action<IServiceCollection> register)
    {
        var web = database.Provider is DatabaseProvider.Sqlite
            ? Web.Database.DatabaseProvider.Sqlite
            : Web.Database.DatabaseProvider.Postgres;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["GoNoGo:Data:Path"] = folder["data"],
            ["GoNoGo:Database:Provider"] = web.ToString(),
            ["GoNoGo:Database:ConnectionString"] = database.ConnectionString,
        }).Build();
        var collection = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton<TimeProvider>(Clock)
            .AddLogging(logging => logging.AddProvider(Log))
            .AddPlatform().AddGdpr().AddAccounts().AddComments()
            .AddSingleton(new ModelPart(typeof(BlogService).Assembly))
            .AddSingleton(new ModelPart(typeof(GoNoGo.Integrations.Email.EmailServices).Assembly))
            .AddDatabase(web)
            .AddSingleton<Random, LongestWait>();
        register(collection);
        return collection.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    private sealed class LongestWait : Random
    {
        public override double NextDouble() => 1;
    }
}
