using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace GoNoGo.Web.Database.Postgres;

/// <summary>
/// Runs PostgreSQL's own programs for dumping and restoring. How to reach the server they get in their environment: whoever lists processes
/// sees the command line, and there is no password on it.
/// </summary>
/// <param name="folder">Where they are; null to look for them.</param>
/// <param name="connectionString">The database.</param>
internal sealed partial class PostgresTools(string? folder, string connectionString)
{
    private const int LongestMessage = 300;

    /// <summary>Runs a program to its end.</summary>
    /// <param name="name">Such as <c>pg_dump</c>.</param>
    /// <param name="serverVersion">It must be of this major version or a later one.</param>
    /// <param name="arguments">Without anything secret.</param>
    /// <param name="exchange">Reads its standard output, or writes its standard input and closes it.</param>
    /// <param name="cancellationToken">Ends the program.</param>
    /// <exception cref="DumpFailedException">It is missing, too old, or has failed; the message says what to do.</exception>
    public async Task RunAsync(
        string name,
        Version serverVersion,
        IEnumerable<string> arguments,
        Func<Process, Task> exchange,
        CancellationToken cancellationToken)
    {
        var program = await FindAsync(name, serverVersion.Major, cancellationToken);
        using var process = Start(program, arguments);
        try
        {
            var errors = FirstErrorAsync(process.StandardError);
            try
            {
                await exchange(process);
            }
            catch (IOException) when (process.HasExited || errors.IsCompleted)
            {
                // A program that has failed takes nothing more; what it says tells more than the broken pipe.
            }

            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0)
            {
                throw new DumpFailedException($"{name} has failed: {await errors ?? "it gave no reason"}");
            }
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    private async Task<string> FindAsync(string name, int serverMajor, CancellationToken cancellationToken)
    {
        int? tooOld = null;
        foreach (var candidate in Candidates(name, serverMajor).Where(File.Exists))
        {
            var major = await MajorAsync(candidate, cancellationToken);
            if (major >= serverMajor)
            {
                return candidate;
            }

            tooOld = major ?? tooOld;
        }

        throw new DumpFailedException(string.Create(
            CultureInfo.InvariantCulture,
            $"{name} {(tooOld is { } old ? $"is of version {old}, too old for" : "was not found; install the client programs of")} "
            + $"PostgreSQL {serverMajor}, or name their folder in GoNoGo:Backup:PostgresTools."));
    }

    private IEnumerable<string> Candidates(string name, int serverMajor)
    {
        var file = OperatingSystem.IsWindows() ? $"{name}.exe" : name;
        if (!string.IsNullOrWhiteSpace(folder))
        {
            return [Path.Combine(folder, file)];
        }

        // A later pg_restore sets parameters that an older server does not know, so that the server's own version is the best.
        var ofServer = string.Create(CultureInfo.InvariantCulture, $"/usr/lib/postgresql/{serverMajor}/bin/{file}");
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(one => Path.Combine(one, file));
        return onPath.Prepend(ofServer);
    }

    private static async Task<int?> MajorAsync(string program, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, ["--version"]) { UseShellExecute = false, RedirectStandardOutput = true };
        using var process = Process.Start(start)!; // A program that exists starts a process of its own.
        var text = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return Number().Match(text) is { Success: true } match ? int.Parse(match.Value, CultureInfo.InvariantCulture) : null;
    }

    private Process Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Variables(new NpgsqlConnectionStringBuilder(connectionString)))
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!; // A program that exists starts a process of its own.
    }

    private static IEnumerable<(string Name, string? Value)> Variables(NpgsqlConnectionStringBuilder to) =>
    [
        ("PGHOST", to.Host),
        ("PGPORT", to.Port.ToString(CultureInfo.InvariantCulture)),
        ("PGDATABASE", to.Database ?? to.Username),
        ("PGUSER", to.Username),
        ("PGPASSWORD", to.Password),
        ("PGPASSFILE", to.Passfile),
        ("PGSSLMODE", to.SslMode switch
        {
            SslMode.VerifyCA => "verify-ca",
            SslMode.VerifyFull => "verify-full",
            var mode => mode.ToString().ToLowerInvariant(),
        }),
        ("PGSSLROOTCERT", to.RootCertificate),
        ("PGSSLCERT", to.SslCertificate),
        ("PGSSLKEY", to.SslKey),
        ("PGOPTIONS", to.Options),
        ("PGAPPNAME", "gonogo backup"),
    ];

    // Of what it says the first line alone: those behind it may show a row.
    private static async Task<string?> FirstErrorAsync(StreamReader errors)
    {
        string? first = null;
        while (await errors.ReadLineAsync(CancellationToken.None) is { } line)
        {
            first ??= line.Contains("error:", StringComparison.Ordinal) ? line[..Math.Min(line.Length, LongestMessage)] : null;
        }

        return first;
    }

    [GeneratedRegex(@"\d+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
