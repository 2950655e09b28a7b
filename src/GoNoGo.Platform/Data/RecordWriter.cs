using System.Data.Common;
using System.Globalization;
using System.Text;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace GoNoGo.Platform.Data;

/// <summary>
/// Writes the audit entries, events and deliveries of a unit as one command, at its end. Tracking each of these rows, which are
/// never read again in their unit, cost as much as the state they tell of.
/// </summary>
internal sealed class RecordWriter(DataContext data, string lastIdentity)
{
    /// <summary>Where a command ends and the next begins: providers look every parameter up for every statement.</summary>
    private const int ParametersInACommand = 200;

    private readonly StringBuilder text = new();
    private DbCommand command = data.Database.GetDbConnection().CreateCommand();

    /// <summary>Writes all of it within the running transaction of the context.</summary>
    public static async Task WriteAsync(
        Transaction transaction, IEnumerable<OutboxDelivery> deliveries, IDatabaseDialect dialect, CancellationToken cancellationToken)
    {
        var writer = new RecordWriter(transaction.Data, dialect.LastIdentity);
        foreach (var entry in transaction.Entries)
        {
            writer.Add(entry);
            await writer.ExecuteIfLongAsync(cancellationToken);
        }

        foreach (var published in transaction.Published)
        {
            writer.Add(published);
            await writer.ExecuteIfLongAsync(cancellationToken);
        }

        foreach (var delivery in deliveries)
        {
            writer.Add(delivery);
            await writer.ExecuteIfLongAsync(cancellationToken);
        }

        await writer.ExecuteAsync(cancellationToken);
    }

    private void Add(AuditEntry entry)
    {
        Insert(
            "audit_entries (at, transaction_id, actor, action, resource_type, resource_id, outcome, schema, commitment)",
            entry.At.UtcTicks,
            entry.TransactionId,
            entry.Actor.ToString(),
            entry.Action,
            entry.ResourceType,
            entry.ResourceId,
            entry.Outcome,
            entry.Schema,
            entry.Commitment);
        if (entry.Payload is { } payload)
        {
            text.Append(CultureInfo.InvariantCulture, $"INSERT INTO audit_payloads (sequence, salt, content) VALUES ({lastIdentity}, ")
                .Append(Parameter(payload.Salt)).Append(", ").Append(Parameter(payload.Content)).Append(");\n");
        }
    }

    private void Add(OutboxEvent published) => Insert(
        "outbox_events (id, type, version, aggregate_id, transaction_id, occurred_at, due_at, payload, trace_id)",
        published.Id,
        published.Type,
        published.Version,
        published.AggregateId,
        published.TransactionId,
        published.OccurredAt.UtcTicks,
        published.DueAt.UtcTicks,
        published.Payload,
        published.TraceId ?? (object)DBNull.Value);

    private void Add(OutboxDelivery delivery) => text
        .Append("INSERT INTO outbox_deliveries (event_sequence, handler, aggregate_id, status, attempts, due_at) SELECT sequence, ")
        .Append(Parameter(delivery.Handler)).Append(", aggregate_id, ")
        .Append(Parameter(delivery.Status.ToString())).Append(", 0, due_at FROM outbox_events WHERE id = ")
        .Append(Parameter(delivery.Event.Id)).Append(";\n");

    private void Insert(string into, params ReadOnlySpan<object> values)
    {
        text.Append("INSERT INTO ").Append(into).Append(" VALUES (");
        for (var i = 0; i < values.Length; i++)
        {
            text.Append(i == 0 ? "" : ", ").Append(Parameter(values[i]));
        }

        text.Append(");\n");
    }

    private string Parameter(object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{command.Parameters.Count}");
        parameter.Value = value;
        command.Parameters.Add(parameter);
        return parameter.ParameterName;
    }

    private async Task ExecuteIfLongAsync(CancellationToken cancellationToken)
    {
        if (command.Parameters.Count >= ParametersInACommand)
        {
            await ExecuteAsync(cancellationToken);
            command = data.Database.GetDbConnection().CreateCommand();
            text.Clear();
        }
    }

    private async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        await using (command)
        {
            if (text.Length > 0)
            {
                command.Transaction = data.Database.CurrentTransaction?.GetDbTransaction();
                command.CommandText = text.ToString();
                await command.ExecuteNonQueryAsync(cancellationToken);
            }
        }
    }
}
