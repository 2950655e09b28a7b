using GoNoGo.Web.Database.Postgres;
using Npgsql;

namespace GoNoGo.Tests.Database;

/// <summary>What a connection to PostgreSQL keeps: its statements, and its session as it is.</summary>
public sealed class PostgresConnectionsTests
{
    [Theory]
    [InlineData("Host=localhost;Database=blog", 50)]
    [InlineData("Host=localhost;Database=blog;Max Auto Prepare=0", 0)]
    [InlineData("Host=localhost;Database=blog;max auto prepare=7", 7)]
    [InlineData("Host=localhost;Database=blog;MaxAutoPrepare=7", 7)]
    public void So_many_statements_are_kept_as_the_operator_says_and_fifty_where_they_say_nothing(string configured, int expected)
    {
        var made = new NpgsqlConnectionStringBuilder(PostgresConnections.StringOf(configured));

        Assert.Equal((expected, "localhost", "blog"), (made.MaxAutoPrepare, made.Host, made.Database));
    }

    [Theory]
    [InlineData("Host=localhost;Database=blog", true)]
    [InlineData("Host=localhost;Database=blog;no reset on close=false", false)]
    [InlineData("Host=localhost;Database=blog;NoResetOnClose=false", false)]
    public void A_session_is_not_reset_unless_the_operator_says_so(string configured, bool expected) =>
        Assert.Equal(expected, new NpgsqlConnectionStringBuilder(PostgresConnections.StringOf(configured)).NoResetOnClose);

    [Theory]
    [InlineData("Host=localhost;Database=blog", 30)]
    [InlineData("Host=localhost;Database=blog;Minimum Pool Size=40", 40)]
    [InlineData("Host=localhost;Database=blog;maximum pool size=7", 7)]
    [InlineData("Host=localhost;Database=blog;MaxPoolSize=7", 7)]
    public void A_server_has_so_many_connections_as_the_operator_says_and_thirty_where_they_say_nothing(string configured, int expected) =>
        Assert.Equal(expected, new NpgsqlConnectionStringBuilder(PostgresConnections.StringOf(configured)).MaxPoolSize);
}
