using System.Data.Common;
using Npgsql;

namespace GoNoGo.Web.Database.Postgres;

/// <summary>How the product connects where the operator says nothing else.</summary>
internal static class PostgresConnections
{
    /// <summary>
    /// How many statements each connection keeps prepared: PostgreSQL took longer to plan the statements of a unit of work than to run
    /// them. Each costs the database some memory for every connection.
    /// </summary>
    private const int PreparedStatements = 50;

    /// <summary>The names by which the driver knows it.</summary>
    private static readonly string[] MaximumPoolSize = ["Maximum Pool Size", "MaxPoolSize"];

    /// <summary>
    /// How many connections a server has for units and queries at most. They are used in turn, so that more of them plan the same
    /// statements more often: a comment among 64 took a quarter longer with 100. PostgreSQL itself takes 100 unless it is told otherwise.
    /// </summary>
    private const int Connections = 30;

    /// <summary>The connection string for the context.</summary>
    /// <param name="configured">
    /// The operator's, in which <c>Max Auto Prepare</c>, <c>No Reset On Close</c> and <c>Maximum Pool Size</c> stay what they are.
    /// </param>
    public static string StringOf(string? configured)
    {
        var given = new DbConnectionStringBuilder { ConnectionString = configured };
        var builder = new NpgsqlConnectionStringBuilder(configured);
        if (!given.ContainsKey("Max Auto Prepare") && !given.ContainsKey("MaxAutoPrepare"))
        {
            builder.MaxAutoPrepare = PreparedStatements;
        }

        // Whoever changes a session takes one of their own, so that there is nothing to reset before every query.
        if (!given.ContainsKey("No Reset On Close") && !given.ContainsKey("NoResetOnClose"))
        {
            builder.NoResetOnClose = true;
        }

        if (!MaximumPoolSize.Any(given.ContainsKey))
        {
            builder.MaxPoolSize = Math.Max(Connections, builder.MinPoolSize);
        }

        return builder.ConnectionString;
    }

    /// <summary>How many connections there are for units and queries at most.</summary>
    /// <param name="configured">The operator's connection string.</param>
    public static int MostOf(string? configured) => new NpgsqlConnectionStringBuilder(StringOf(configured)).MaxPoolSize;
}
