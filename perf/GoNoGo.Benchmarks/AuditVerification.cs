using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Audit.Merkle;
using GoNoGo.Platform.Audit.Notes;
using GoNoGo.Platform.Privacy;
using Microsoft.Data.Sqlite;

namespace GoNoGo.Benchmarks;

/// <summary>
/// How long <c>gonogo audit verify</c> takes as a process of its own and how much memory it needs, by size of the trail: on
/// SQLite, half of the entries with details, a checkpoint for each thousand.
/// </summary>
internal static class AuditVerification
{
    public const string Command = "audit-verify";

    private const int BatchSize = 1000;
    private const string Origin = "localhost/audit";

    private static ReadOnlySpan<byte> Details => "{\"form\":\"html\",\"post\":\"of-usual-length\",\"purpose\":\"publish_comment\"}"u8;

    private static readonly int[] Sizes = [100_000, 1_000_000];
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "gonogo");

    public static async Task RunAsync()
    {
        foreach (var size in Sizes)
        {
            var data = Directory.CreateTempSubdirectory("gonogo-benchmark-").FullName;
            try
            {
                await VerifyAsync(data);
                Fill(data, size);
                var (elapsed, cpu, peak, output) = await VerifyAsync(data);
                var rate = size / elapsed.TotalSeconds;
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{size}: {elapsed.TotalSeconds:0.0} s ({cpu.TotalSeconds:0.0} s CPU), {rate:0}/s, peak {peak / 1024} MB: {output}"));
            }
            finally
            {
                Directory.Delete(data, recursive: true);
            }
        }
    }

    /// <summary>Runs the command; the kernel's own mark of the peak is read until the process is gone.</summary>
    private static async Task<(TimeSpan Elapsed, TimeSpan Cpu, long PeakKilobytes, string LastLine)> VerifyAsync(string data)
    {
        var start = new ProcessStartInfo(Program, ["audit", "verify", "--data", data])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{Program} did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var (peak, cpu) = (0L, TimeSpan.Zero);
        while (!process.HasExited)
        {
            peak = Math.Max(peak, PeakOf(process.Id));
            cpu = CpuOf(process) ?? cpu;
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(20));
        }

        return (watch.Elapsed, cpu, peak, (await output).TrimEnd().Split('\n')[^1]);
    }

    // Counts the processor alone, which a machine that others use does not stretch.
    private static TimeSpan? CpuOf(Process process)
    {
        try
        {
            return process.TotalProcessorTime;
        }
        catch (InvalidOperationException)
        {
            return null; // It ended between two looks.
        }
    }

    private static long PeakOf(int processId)
    {
        try
        {
            var line = File.ReadLines($"/proc/{processId}/status")
                .FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0; // It ended between two looks.
        }
    }

    private static void Fill(string data, int size)
    {
        var key = new KeyRing(new KeyFolder(Path.Combine(data, "keys")), TimeProvider.System).Current(KeyPurpose.AuditSigning);
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "gonogo.db")};Pooling=False");
        connection.Open();
        using var transaction = connection.BeginTransaction();
        var tree = new CompactRange();
        for (var sequence = 1L; sequence <= size; sequence++)
        {
            var salt = RandomNumberGenerator.GetBytes(32);
            var content = sequence % 2 == 0 ? Details.ToArray() : null;
            var at = Start.AddSeconds(sequence);
            var fields = new LeafFields(
                AuditEntry.CurrentSchema,
                sequence,
                at.UtcTicks,
                Guid.CreateVersion7(at),
                nameof(AuditActor.Visitor),
                "comment.created",
                "comment",
                Guid.CreateVersion7(at).ToString(),
                "done",
                content is null ? [] : AuditTrail.Commit(salt, content));
            tree.Append(LeafEncoding.Hash(fields));
            Insert(connection, fields, salt, content, tree);
            if (sequence % BatchSize == 0)
            {
                var statement = new Checkpoint(Origin, tree.Size, tree.Root());
                var note = SignedNote.Sign(statement.Text, Origin, key).ToString();
                Execute(connection, "INSERT INTO audit_checkpoints (size, root, note, at, highest_sequence) VALUES (@0, @1, @2, @3, @4)",
                    tree.Size, statement.Root, note, at.UtcTicks, sequence);
            }
        }

        transaction.Commit();
    }

    private static void Insert(SqliteConnection connection, LeafFields fields, byte[] salt, byte[]? content, CompactRange tree)
    {
        Execute(
            connection,
            """
            INSERT INTO audit_entries (sequence, at, transaction_id, actor, action, resource_type, resource_id, outcome, schema, commitment)
            VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9)
            """,
            fields.Sequence,
            fields.AtTicks,
            fields.TransactionId,
            fields.Actor,
            fields.Action,
            fields.ResourceType,
            fields.ResourceId,
            fields.Outcome,
            fields.Schema,
            fields.Commitment);
        Execute(connection, "INSERT INTO audit_leaves (position, sequence, hash, subtree) VALUES (@0, @1, @2, @3)",
            tree.Size - 1, fields.Sequence, LeafEncoding.Hash(fields), tree.LastSubtree);
        if (content is not null)
        {
            Execute(connection, "INSERT INTO audit_payloads (sequence, salt, content) VALUES (@0, @1, @2)", fields.Sequence, salt, content);
        }
    }

    private static void Execute(SqliteConnection connection, string statement, params object[] values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"@{i}", values[i]);
        }

        command.ExecuteNonQuery();
    }
}
