using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using GoNoGo.Comments;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Limits;
using GoNoGo.Web.Database;
using GoNoGo.Web.Database.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace GoNoGo.Benchmarks;

/// <summary>
/// What the rows of a comment cost by the driver alone, one comment a commit and many; the program's own rate is held against it:
/// <c>dotnet run -c Release --project perf/GoNoGo.Benchmarks -- comment-rows [SECONDS]</c>. The rows are those that a real comment and its
/// place among those of its sender leave in an empty database; copies of them, under ids of their own, go into the same tables.
/// </summary>
internal static class CommentRows
{
    public const string Command = "comment-rows";

    private static readonly int[] Groups = [1, 64];

    public static async Task RunAsync(string[] arguments, string? postgres)
    {
        var seconds = arguments is [var number, ..] ? int.Parse(number, CultureInfo.InvariantCulture) : 10;
        await MeasureAsync(DatabaseProvider.Sqlite, null, TimeSpan.FromSeconds(seconds));
        if (postgres is { Length: > 0 })
        {
            await MeasureAsync(DatabaseProvider.Postgres, postgres, TimeSpan.FromSeconds(seconds));
        }
    }

    private static async Task MeasureAsync(DatabaseProvider provider, string? connectionString, TimeSpan time)
    {
        await using var modules = await MeasuredModules.OpenAsync(provider, connectionString);
        var rows = await modules.InScopeAsync(RowsOfCommentAsync);
        await using DbConnection connection = provider == DatabaseProvider.Sqlite
            ? new SqliteConnection($"Data Source={Path.Combine(modules.Folder, "gonogo.db")};Pooling=False")
            : new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        if (provider == DatabaseProvider.Sqlite)
        {
            SqliteConnectionSettings.Apply(connection);
        }

        var copies = new Copies(connection, rows);
        foreach (var group in Groups)
        {
            await copies.WriteAsync(group, TimeSpan.FromSeconds(1)); // Warms up.
            var rate = await copies.WriteAsync(group, time);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{provider}: {rows.Count} rows a comment, {group} a commit: {rate:0} comments/s by the driver alone"));
        }
    }

    /// <summary>The rows that a comment adds, those that others refer to first.</summary>
    private static async Task<IReadOnlyList<Row>> RowsOfCommentAsync(IServiceProvider scope)
    {
        var data = scope.GetRequiredService<DataContext>();
        await WriteCommentAsync(scope, "first"); // What is there once for all of them is no part of the second.
        var before = await ReadAllAsync(data);
        await WriteCommentAsync(scope, "second");
        var known = before.Select(row => row.Identity).ToHashSet(StringComparer.Ordinal);
        return [.. (await ReadAllAsync(data)).Where(row => !known.Contains(row.Identity))];
    }

    private static async Task WriteCommentAsync(IServiceProvider scope, string sender)
    {
        var place = await scope.GetRequiredService<WriteLimiter>().TakeAsync(
            new WriteLimit("comment", 10, TimeSpan.FromHours(1)), new SenderTags(sender, Yesterday: null), CancellationToken.None);
        var comment = new NewComment { PostId = MeasuredModules.Post, Form = "api", Content = "A thought.", GdprConsent = true };
        var written = await scope.GetRequiredService<CommentService>().CreateAsync(comment, CancellationToken.None);
        if (!place.IsTaken || written.Error is not null)
        {
            throw new InvalidOperationException($"The comment was not taken: {written.Error}");
        }
    }

    private static async Task<List<Row>> ReadAllAsync(DataContext data)
    {
        await data.Database.OpenConnectionAsync();
        var rows = new List<Row>();
        foreach (var type in data.Model.GetEntityTypes().Where(type => type.GetTableName() is not null).OrderBy(Depth))
        {
            await using var command = data.Database.GetDbConnection().CreateCommand();
            var columns = type.GetProperties().Select(property => property.GetColumnName()).ToArray();
            command.CommandText = $"SELECT {Names(columns)} FROM {type.GetTableName()}";
            await using var reader = await command.ExecuteReaderAsync();
            var ids = IdColumns(type);
            var unique = UniqueColumns(type);
            var key = type.FindPrimaryKey()!.Properties.Select(property => Array.IndexOf(columns, property.GetColumnName())).ToArray();
            while (await reader.ReadAsync())
            {
                var values = new object[columns.Length];
                reader.GetValues(values);
                rows.Add(new Row(
                    type.GetTableName()!, columns, values, [.. columns.Select(ids.Contains)], [.. columns.Select(unique.Contains)], key));
            }
        }

        await data.Database.CloseConnectionAsync();
        return rows;
    }

    private static string Names(IEnumerable<string> columns) => string.Join(", ", columns.Select(column => $"\"{column}\""));

    private static int Depth(IEntityType type) => type.GetForeignKeys()
        .Where(key => key.PrincipalEntityType != type)
        .Select(key => 1 + Depth(key.PrincipalEntityType)).DefaultIfEmpty().Max();

    private static HashSet<string> IdColumns(IEntityType type) =>
    [
        .. type.GetKeys().SelectMany(key => key.Properties).Concat(type.GetForeignKeys().SelectMany(key => key.Properties))
            .Concat(type.GetIndexes().Where(index => index.IsUnique).SelectMany(index => index.Properties))
            .Select(property => property.GetColumnName()),
    ];

    /// <summary>The columns that hold a value once, each by itself.</summary>
    private static HashSet<string> UniqueColumns(IEntityType type) =>
    [
        .. type.GetKeys().Select(key => key.Properties)
            .Concat(type.GetIndexes().Where(index => index.IsUnique).Select(index => index.Properties))
            .Where(properties => properties.Count == 1)
            .Select(properties => properties[0].GetColumnName()),
    ];

    /// <param name="Table">Where it lies.</param>
    /// <param name="Columns">The names of all its columns.</param>
    /// <param name="Values">What they hold.</param>
    /// <param name="IsId">Which of them name this row or another one.</param>
    /// <param name="IsUnique">Which of them hold a value once.</param>
    /// <param name="Key">Where the primary key is among them.</param>
    private sealed record Row(string Table, string[] Columns, object[] Values, bool[] IsId, bool[] IsUnique, int[] Key)
    {
        public string Identity => Table + ":" + string.Join(
            '|', Key.Select(at => Values[at] is byte[] bytes ? Convert.ToHexString(bytes) : Values[at].ToString()));
    }

    /// <summary>Writes the rows again and again, with ids that were never there.</summary>
    private sealed class Copies
    {
        private readonly DbConnection connection;
        private readonly IReadOnlyList<Row> rows;
        private readonly HashSet<Guid> ids;
        private readonly DbCommand[] commands;
        private int number;

        public Copies(DbConnection connection, IReadOnlyList<Row> rows)
        {
            (this.connection, this.rows) = (connection, rows);
            ids = [.. rows.SelectMany(row => row.Values.Where((_, at) => row.IsId[at])).Select(IdOf).OfType<Guid>()];
            commands = [.. rows.Select(Command)];
        }

        /// <summary>How many comments a second, so many of them in each transaction.</summary>
        public async Task<double> WriteAsync(int group, TimeSpan time)
        {
            var (begun, written) = (Stopwatch.GetTimestamp(), 0);
            while (Stopwatch.GetElapsedTime(begun) < time)
            {
                await using var transaction = await connection.BeginTransactionAsync();
                await (connection is NpgsqlConnection postgres ? WriteBatchAsync(postgres, group) : WriteEachAsync(transaction, group));
                await transaction.CommitAsync();
                written += group;
            }

            return written / Stopwatch.GetElapsedTime(begun).TotalSeconds;
        }

        private static Guid? IdOf(object value) => value switch
        {
            Guid id => id,
            byte[] { Length: 16 } bytes => new Guid(bytes),
            string text when Guid.TryParse(text, out var id) => id,
            _ => null,
        };

        private DbCommand Command(Row row)
        {
            var command = connection.CreateCommand();
            command.CommandText = Text(row, "VALUES", at => $"@p{at}");
            for (var at = 0; at < row.Columns.Length; at++)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = $"@p{at}";
                command.Parameters.Add(parameter);
            }

            return command;
        }

        private static string Text(Row row, string rest, Func<int, string> place) =>
            $"INSERT INTO {row.Table} ({Names(row.Columns)}) {rest} "
            + $"({string.Join(", ", row.Columns.Select((_, at) => place(at)))})";

        private async Task WriteEachAsync(DbTransaction transaction, int group)
        {
            for (var i = 0; i < group; i++)
            {
                number++;
                for (var at = 0; at < rows.Count; at++)
                {
                    var command = commands[at];
                    command.Transaction = transaction;
                    for (var column = 0; column < rows[at].Columns.Length; column++)
                    {
                        command.Parameters[column].Value = Anew(rows[at], column);
                    }

                    await command.ExecuteNonQueryAsync(); // Prepared the first time.
                }
            }
        }

        private async Task WriteBatchAsync(NpgsqlConnection postgres, int group)
        {
            await using var batch = new NpgsqlBatch(postgres);
            for (var i = 0; i < group; i++)
            {
                number++;
                foreach (var row in rows)
                {
                    // The numbers of rows, too, which the database would give them otherwise.
                    var command = new NpgsqlBatchCommand(Text(row, "OVERRIDING SYSTEM VALUE VALUES", at => $"${at + 1}"));
                    for (var column = 0; column < row.Columns.Length; column++)
                    {
                        command.Parameters.Add(new NpgsqlParameter { Value = Anew(row, column) });
                    }

                    batch.BatchCommands.Add(command);
                }
            }

            await batch.PrepareAsync();
            await batch.ExecuteNonQueryAsync();
        }

        /// <summary>A value of this copy: numbers that name a row are counted on, ids end otherwise wherever they stand.</summary>
        private object Anew(Row row, int column) => row.Values[column] switch
        {
            long id when row.IsId[column] => id + (1000L * number),
            int id when row.IsId[column] => id + number,
            Guid id when ids.Contains(id) => Renamed(id),
            string text when Guid.TryParse(text, out var id) && ids.Contains(id) => AsWritten(text, Renamed(id)),
            byte[] { Length: 16 } bytes when ids.Contains(new Guid(bytes)) => Renamed(new Guid(bytes)).ToByteArray(),
            byte[] { Length: >= 4 } bytes when row.IsId[column] => bytes[..^4].Concat(BitConverter.GetBytes(number)).ToArray(),
            string text when row.IsUnique[column] => string.Create(CultureInfo.InvariantCulture, $"{text}{number}"),
            var value => value,
        };

        private static string AsWritten(string text, Guid id)
        {
            var written = id.ToString(text.Contains('-', StringComparison.Ordinal) ? "D" : "N");
            return text.Any(char.IsAsciiLetterUpper) ? written.ToUpperInvariant() : written;
        }

        private Guid Renamed(Guid id)
        {
            var bytes = id.ToByteArray();
            BitConverter.TryWriteBytes(bytes.AsSpan(12), BitConverter.ToInt32(bytes, 12) ^ number);
            return new Guid(bytes);
        }
    }
}
