using System.Data.Common;
using System.Globalization;
using GoNoGo.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Platform.Events;

/// <summary>Looks which handlers have something to do now, and when the next will have: one reading statement for all.</summary>
internal sealed class DueLook
{
    /// <summary>
    /// Written once for all handlers, as a query for each of them took PostgreSQL ten times as long to plan as to run; ordered, so that
    /// each row is the first of an index. It is another text each minute, so that no plan outlives the table it was made for.
    /// </summary>
    private const string Statement = $"""
        SELECT handlers.position,
            (SELECT 1 {Due} AND last_error_type IS DISTINCT FROM 'WorkerDied' ORDER BY due_at LIMIT 1),
            (SELECT 1 {Due} AND last_error_type = 'WorkerDied' ORDER BY due_at LIMIT 1),
            (SELECT due_at {Waiting} AND due_at > @now ORDER BY due_at LIMIT 1)
        FROM handlers
        """;

    private const string Waiting = "FROM outbox_deliveries WHERE status = 'Available' AND leased_until IS NULL AND handler = handlers.name";

    private const string Due = $"{Waiting} AND due_at <= @now";

    private readonly IServiceScopeFactory scopes;
    private readonly IReadOnlyList<string> handlers;
    private readonly string statement;

    public DueLook(IServiceScopeFactory scopes, IReadOnlyList<string> handlers)
    {
        this.scopes = scopes;
        this.handlers = handlers;
        var rows = handlers.Select((_, index) => string.Create(CultureInfo.InvariantCulture, $"({index}, @handler{index})"));
        statement = $"WITH handlers (position, name) AS (VALUES {string.Join(", ", rows)})\n{Statement}";
    }

    /// <summary>One row for each handler.</summary>
    public async Task<IReadOnlyList<DueHandler>> LookAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (handlers.Count == 0)
        {
            return [];
        }

        await using var scope = scopes.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<DataContext>();
        await data.Database.OpenConnectionAsync(cancellationToken);
        await using var command = data.Database.GetDbConnection().CreateCommand();
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"{statement}\n/* {now:HH:mm} */");
        Add(command, "@now", now.UtcTicks);
        foreach (var (index, handler) in handlers.Index())
        {
            Add(command, string.Create(CultureInfo.InvariantCulture, $"@handler{index}"), handler);
        }

        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<DueHandler> found = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(new DueHandler(handlers[Position(reader)], Has(reader, 1), Has(reader, 2), Time(reader, 3)));
        }

        return found;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }

    // PostgreSQL answers with 32 bits where SQLite has only 64.
    private static int Position(DbDataReader reader) => Convert.ToInt32(reader.GetValue(0), CultureInfo.InvariantCulture);

    private static bool Has(DbDataReader reader, int column) => !reader.IsDBNull(column);

    private static DateTimeOffset? Time(DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : new DateTimeOffset(reader.GetInt64(column), TimeSpan.Zero);
}

/// <summary>What a handler has to do.</summary>
internal sealed record DueHandler(string Handler, bool HasDue, bool HasSuspects, DateTimeOffset? NextDue);
