using System.Globalization;
using GoNoGo.Tests.Support;

namespace GoNoGo.Web.Tests.Crash;

/// <summary>How long the crash runs are: short in a test run, as asked for by <c>scripts/crash</c>.</summary>
internal static class CrashOptions
{
    private const int ShortRun = 3;
    private const int ShortDrain = 2000;
    private const int ShortDrainKills = 2;

    public static int Kills { get; } = Number("GONOGO_CRASH_KILLS") ?? ShortRun;

    public static int MailKills { get; } = Number("GONOGO_CRASH_MAIL_KILLS") ?? 2;

    /// <summary>Where chance begins, so that a run can be repeated.</summary>
    public static int Seed { get; } = Number("GONOGO_CRASH_SEED") ?? Environment.ProcessId;

    public static int Events { get; } = Number("GONOGO_CRASH_DRAIN") ?? ShortDrain;

    public static int Workers { get; } = Number("GONOGO_CRASH_WORKERS") ?? 4;

    public static int DrainKills { get; } = Number("GONOGO_CRASH_DRAIN_KILLS") ?? ShortDrainKills;

    /// <summary>The file that the figures are appended to; null for the output of the test alone.</summary>
    public static string? Report { get; } = Environment.GetEnvironmentVariable("GONOGO_CRASH_REPORT");

    /// <summary>Each database, or the one that was asked for; skipped where the program to kill is missing.</summary>
    public static IEnumerable<TheoryDataRow<DatabaseProvider>> Databases() =>
        from row in new Databases()
        where Environment.GetEnvironmentVariable("GONOGO_CRASH_DATABASE") is not { Length: > 0 } only
            || only.Equals(row.Data.ToString(), StringComparison.OrdinalIgnoreCase)
        select new TheoryDataRow<DatabaseProvider>(row.Data)
        {
            Skip = row.Skip ?? (FaultPointProgram.IsBuilt || GoNoGo.Tests.Support.Databases.IsContinuousIntegration
                ? null
                : FaultPointProgram.Missing),
        };

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
