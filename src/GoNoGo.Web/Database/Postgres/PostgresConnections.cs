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

    /// <summary>The connection string for the context.</summary>
    /// <param name="configured">The operator's, in which <c>Max Auto Prepare</c> and <c>No Reset On Close</c> stay what they are.</param>
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

        return builder.ConnectionString;
    }
}
