using System.Data.Common;
using System.Globalization;
using GoNoGo.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Platform.Events;

/// <summary>Looks which handlers have something to do now, and when the next will have: one reading statement for all.</summary>
internal sealed class DueLook
{
    private const string Waiting = "FROM outbox_deliveries WHERE status = 'Available' AND leased_until IS NULL AND handler = @handler{0}";

    private const string Statement = $"""
        SELECT {"{0}"},
            CASE WHEN EXISTS (
                SELECT 1 {Waiting} AND due_at <= @now AND last_error_type IS DISTINCT FROM 'WorkerDied') THEN 1 ELSE 0 END,
            CASE WHEN EXISTS (
                SELECT 1 {Waiting} AND due_at <= @now AND last_error_type = 'WorkerDied') THEN 1 ELSE 0 END,
            (SELECT due_at {Waiting} AND due_at > @now ORDER BY due_at LIMIT 1)
        """;

    private readonly IServiceScopeFactory scopes;
    private readonly IReadOnlyList<string> handlers;
    private readonly string statement;

    public DueLook(IServiceScopeFactory scopes, IReadOnlyList<string> handlers)
    {
        this.scopes = scopes;
        this.handlers = handlers;
        statement = string.Join(
            "\nUNION ALL\n",
            handlers.Select((_, index) =>
                Statement.Replace("{0}", index.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)));
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
        command.CommandText = statement;
        Add(command, "@now", now.UtcTicks);
        foreach (var (index, handler) in handlers.Index())
        {
            Add(command, string.Create(CultureInfo.InvariantCulture, $"@handler{index}"), handler);
        }

        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<DueHandler> found = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(new DueHandler(handlers[(int)Number(reader, 0)], Number(reader, 1) > 0, Number(reader, 2) > 0, Time(reader, 3)));
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
    private static long Number(DbDataReader reader, int column) => Convert.ToInt64(reader.GetValue(column), CultureInfo.InvariantCulture);

    private static DateTimeOffset? Time(DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : new DateTimeOffset(reader.GetInt64(column), TimeSpan.Zero);
}

/// <summary>What a handler has to do.</summary>
internal sealed record DueHandler(string Handler, bool HasDue, bool HasSuspects, DateTimeOffset? NextDue);
