using System.Net.Sockets;
using GoNoGo.Tests.Comments;
using GoNoGo.Tests.Support;
using GoNoGo.Web.Database.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace GoNoGo.Tests.Platform.Data;

/// <summary>A session of PostgreSQL that ends under a unit of work: the database is away, and nothing of the unit stays.</summary>
public sealed class LostSessionTests
{
    private static readonly PostgresDialect Dialect = new(
        Options.Create(new GoNoGo.Web.Database.DatabaseOptions()), TimeProvider.System);

    [Fact]
    public async Task A_statement_after_the_one_that_found_the_session_gone_says_that_the_database_is_away()
    {
        Assert.SkipWhen(Databases.IsPostgresMissing, Databases.PostgresMissing);
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Postgres);

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => Work.RunAsync(house, async (transaction, cancellationToken) =>
        {
            Work.Write(transaction);
            await transaction.Data.SaveChangesAsync(cancellationToken);
            var statement = transaction.Data.Database;
            await EndAsync((NpgsqlConnection)statement.GetDbConnection(), cancellationToken);
            await Assert.ThrowsAnyAsync<NpgsqlException>(() => statement.ExecuteSqlRawAsync("SELECT 1", cancellationToken));
            await statement.ExecuteSqlRawAsync("SELECT 1", cancellationToken);
            return new Done();
        }, TestContext.Current.CancellationToken));

        Assert.IsNotType<NpgsqlException>(failure, exactMatch: false);
        Assert.True(Dialect.IsUnavailable(failure), failure.ToString());
        Assert.Equal((0, 0, 0, 0, 0), await Work.CountAsync(house));
    }

    [Theory]
    [InlineData(PostgresErrorCodes.AdminShutdown, true)]
    [InlineData(PostgresErrorCodes.ReadOnlySqlTransaction, true)] // What was the first server is a replica now.
    [InlineData(PostgresErrorCodes.UndefinedTable, false)]
    public void What_the_server_says_of_itself_is_told_from_what_is_wrong_with_a_statement(string state, bool isUnavailable) =>
        Assert.Equal(isUnavailable, Dialect.IsUnavailable(new PostgresException("Said.", "ERROR", "ERROR", state)));

    [Fact]
    public void A_connection_that_ends_before_the_driver_has_laid_its_stream_over_it_says_that_the_database_is_away()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        Assert.True(Dialect.IsUnavailable(Assert.Throws<IOException>(() => new NetworkStream(socket))));
        Assert.False(Dialect.IsUnavailable(new IOException("Of a file.")));
    }

    [Fact]
    public void A_bug_of_our_own_is_none_of_the_database() =>
        Assert.False(Dialect.IsUnavailable(Assert.Throws<InvalidOperationException>(() => Array.Empty<int>().Single())));

    private static async Task EndAsync(NpgsqlConnection session, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(Databases.PostgresServer);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT pg_terminate_backend($1, 5000)", connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = session.ProcessID });
        Assert.Equal(true, await command.ExecuteScalarAsync(cancellationToken));
    }
}
