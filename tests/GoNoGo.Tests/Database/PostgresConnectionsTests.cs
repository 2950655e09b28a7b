using GoNoGo.Web.Database.Postgres;
using Npgsql;

namespace GoNoGo.Tests.Database;

/// <summary>How many statements a connection to PostgreSQL keeps prepared.</summary>
public sealed class PostgresConnectionsTests
{
    [Theory]
    [InlineData("Host=localhost;Database=blog", 50)]
    [InlineData("Host=localhost;Database=blog;Max Auto Prepare=0", 0)]
    [InlineData("Host=localhost;Database=blog;max auto prepare=7", 7)]
    [InlineData("Host=localhost;Database=blog;MaxAutoPrepare=7", 7)]
    public void It_is_what_the_operator_says_and_fifty_where_they_say_nothing(string configured, int expected)
    {
        var made = new NpgsqlConnectionStringBuilder(PostgresConnections.StringOf(configured));

        Assert.Equal((expected, "localhost", "blog"), (made.MaxAutoPrepare, made.Host, made.Database));
    }
}
