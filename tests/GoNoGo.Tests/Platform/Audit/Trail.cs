using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Audit.Notes;
using GoNoGo.Platform.Audit.Sealing;
using GoNoGo.Platform.Audit.Verification;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using GoNoGo.Tests.Comments;
using GoNoGo.Tests.Platform.Data;
using GoNoGo.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.Platform.Audit;

/// <summary>An audit trail on a real database: written, sealed and anchored by the product, tampered with past it.</summary>
internal sealed class Trail : IAsyncDisposable
{
    private readonly CommentHouse house;

    private Trail(CommentHouse house) => this.house = house;

    public CommentHouse House => house;

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    public static async Task<Trail> OpenAsync(DatabaseProvider provider) => new(await CommentHouse.OpenAsync(provider));

    /// <summary>Writes entries; every second, or all, with details.</summary>
    public Task AppendAsync(int count, bool allWithDetails = false) => RunAsync((transaction, _) =>
    {
        for (var i = 0; i < count; i++)
        {
            var details = allWithDetails || i % 2 == 0 ? new Dictionary<string, string> { ["number"] = $"{i}" } : null;
            transaction.Audit(new AuditAct(AuditActor.System, "thing.done", "thing", $"thing-{i}", details));
        }

        return Task.CompletedTask;
    });

    public Task EraseAsync(IEnumerable<long> sequences) => RunAsync((transaction, cancellationToken) =>
        AuditTrail.ErasePayloadsAsync(transaction, sequences, AuditActor.Operator, cancellationToken));

    public Task<int> RemoveDueAsync(int limit) => house.InScopeAsync(async scope =>
    {
        var removed = 0;
        await RunAsync(async (transaction, cancellationToken) =>
            removed = await AuditTrail.RemoveDuePayloadsAsync(transaction, limit, cancellationToken));
        return removed;
    });

    public Task<Result<SealedEntries>> SealAsync() => NewSealing().SealAsync(Ended);

    /// <summary>A sealer as another process would have.</summary>
    public AuditSealing NewSealing(IServiceScopeFactory? scopes = null) => new(
        scopes ?? house.Scopes, Get<KeyRing>(), Get<AuditOrigin>(), Get<AuditBacklog>(), house.Clock);

    public Task<IReadOnlyList<Anchoring>> AnchorAsync() => Get<AuditAnchoring>().PublishAsync(Ended);

    public async Task<AuditReport> VerifyAsync(params string[] keys)
    {
        var result = await house.InScopeAsync(scope => scope.GetRequiredService<AuditVerifier>().VerifyAsync(keys, progress: null, Ended));
        return result.Succeeded(out var report, out var refusal) ? report : throw new InvalidOperationException(refusal.Message);
    }

    public Task SqlAsync(FormattableString statement) => house.InScopeAsync(scope =>
        scope.GetRequiredService<DataContext>().Database.ExecuteSqlAsync(statement, Ended));

    public Task<List<T>> RowsAsync<T>()
        where T : class => house.RowsAsync<T>();

    public T Get<T>()
        where T : notnull
    {
        using var scope = house.Scopes.CreateScope();
        return scope.ServiceProvider.GetRequiredService<T>();
    }

    /// <summary>The entry at an index of the tree.</summary>
    public async Task<AuditEntry> EntryAtAsync(long index)
    {
        var leaf = (await RowsAsync<AuditLeaf>()).Single(candidate => candidate.Position == index);
        return (await RowsAsync<AuditEntry>()).Single(entry => entry.Sequence == leaf.Sequence);
    }

    /// <summary>A checkpoint of a statement, signed with some key.</summary>
    public static string Signed(Checkpoint statement, Key key) => SignedNote.Sign(statement.Text, statement.Origin, key).ToString();

    public ValueTask DisposeAsync() => house.DisposeAsync();

    private Task<Result<Done>> RunAsync(Func<Transaction, CancellationToken, Task> work) => house.InScopeAsync(scope =>
        scope.GetRequiredService<UnitOfWork>().RunUnenteredAsync<Done>(
            async (transaction, cancellationToken) =>
            {
                await work(transaction, cancellationToken);
                return new Done();
            },
            Ended));
}
