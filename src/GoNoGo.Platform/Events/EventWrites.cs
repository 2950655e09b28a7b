using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Platform.Events;

/// <summary>How the bus keeps its own books: in short units of work that make no entry of themselves in the audit trail.</summary>
internal static class EventWrites
{
    /// <summary>Runs one unit in a scope of its own.</summary>
    /// <exception cref="EventWriteFailedException">Another writer came first.</exception>
    public static Task WriteAsync(
        this IServiceScopeFactory scopes, Func<Transaction, CancellationToken, Task> write, CancellationToken cancellationToken) =>
        scopes.WriteAsync((_, transaction, ended) => write(transaction, ended), cancellationToken);

    /// <summary>The same for what needs services of that scope.</summary>
    /// <exception cref="EventWriteFailedException">Another writer came first.</exception>
    public static async Task WriteAsync(
        this IServiceScopeFactory scopes,
        Func<IServiceProvider, Transaction, CancellationToken, Task> write,
        CancellationToken cancellationToken)
    {
        BackgroundWork.Suspend(); // A lease that ends before this is written is somebody else's turn.
        await using var scope = scopes.CreateAsyncScope();
        var result = await scope.ServiceProvider.GetRequiredService<UnitOfWork>().RunUnenteredAsync<Written>(
            async (transaction, ended) =>
            {
                await write(scope.ServiceProvider, transaction, ended);
                return new Written();
            },
            cancellationToken);
        if (result.Error is { } refusal)
        {
            throw new EventWriteFailedException(refusal);
        }
    }

    private sealed record Written;
}

/// <summary>The bus could not write its books this time.</summary>
internal sealed class EventWriteFailedException(Error refusal) : Exception(refusal.Code);
