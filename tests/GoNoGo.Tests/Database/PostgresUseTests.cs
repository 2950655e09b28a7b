using GoNoGo.Platform.Data;
using GoNoGo.Testing;
using GoNoGo.Tests.Comments;
using GoNoGo.Tests.Support;
using GoNoGo.Web.Database.Postgres;
using GoNoGo.Web.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using DatabaseProvider = GoNoGo.Tests.Support.DatabaseProvider;

namespace GoNoGo.Tests.Database;

/// <summary>Servers share a database on PostgreSQL; a command that needs it to itself works beside none of them.</summary>
public sealed class PostgresUseTests : IAsyncLifetime
{
    private CommentHouse? opened;

    private CommentHouse House => opened!; // Opened before any test.

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(Databases.IsPostgresMissing, Databases.PostgresMissing);
        opened = await CommentHouse.EmptyAsync(DatabaseProvider.Postgres);
        Directory.CreateDirectory(House.DataPath);
    }

    public ValueTask DisposeAsync() => opened?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task A_command_waits_for_the_last_server_and_a_server_for_the_command()
    {
        await using var other = House.Beside();
        Directory.CreateDirectory(other.DataPath);
        using var first = Serving(House);
        using var second = Serving(other);
        await first.StartingAsync(Cancelled);
        await second.StartingAsync(Cancelled);

        first.Dispose();
        Assert.StartsWith("A gonogo serve, or a command", await RefusedAsync(House), StringComparison.Ordinal);
        second.Dispose();

        await using (var taken = await TakenAsync(House))
        {
            using var late = Serving(other);
            var refused = await Assert.ThrowsAsync<StartRefusedException>(() => late.StartingAsync(Cancelled));
            Assert.StartsWith(
                "A gonogo import, restore or database copy works on this database", refused.Message, StringComparison.Ordinal);
            Assert.StartsWith("A gonogo serve, or a command", await RefusedAsync(other), StringComparison.Ordinal);
            using var folder = ServerLock.TryHold(other.DataPath);
            Assert.NotNull(folder); // What was refused gives its folder back.
        }

        await first.StartingAsync(Cancelled);
    }

    [Fact]
    public async Task What_a_lost_session_held_is_taken_again()
    {
        using var serving = Serving(House);
        await serving.StartingAsync(Cancelled);
        await serving.StartAsync(Cancelled);
        await EndSessionsAsync();
        await using (await TakenAsync(House))
        {
            House.Clock.Advance(PostgresServing.Interval);
        }

        await Eventually.HoldsAsync(
            "commands are told again",
            async () =>
            {
                House.Clock.Advance(PostgresServing.Interval);
                return await RefusedAsync(House) is not null;
            },
            Cancelled);
        await serving.StopAsync(Cancelled);
        Assert.StartsWith("A gonogo serve, or a command", await RefusedAsync(House), StringComparison.Ordinal);
    }

    private static PostgresServing Serving(CommentHouse house) => new(
        house.Service<PostgresUse>(), house.Service<IDatabaseDialect>(), house.Clock, NullLogger<PostgresServing>.Instance);

    private static async Task<string?> RefusedAsync(CommentHouse house)
    {
        var outcome = await SoleUse.TryTakeAsync(house.Service<IServiceProvider>(), Cancelled);
        await using var taken = outcome.Value;
        return outcome.Error?.Message;
    }

    private static async Task<SoleUse> TakenAsync(CommentHouse house)
    {
        SoleUse? taken = null;

        // The server lets go of what a session held a moment after its end.
        await Eventually.HoldsAsync(
            "nobody works on the database",
            async () => (taken = (await SoleUse.TryTakeAsync(house.Service<IServiceProvider>(), Cancelled)).Value) is not null,
            Cancelled);
        return taken!; // It holds.
    }

    private async Task EndSessionsAsync()
    {
        await using var connection = new NpgsqlConnection(House.ConnectionString);
        await connection.OpenAsync(Cancelled);
        await using var command = new NpgsqlCommand(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
            connection);
        await command.ExecuteNonQueryAsync(Cancelled);
    }
}
