using System.Diagnostics;
using System.Globalization;

namespace GoNoGo.Web.Tests.Crash;

/// <summary>The figures of a run: in the test's output, and in the file that <c>scripts/crash</c> shows.</summary>
internal sealed class CrashReport(string name)
{
    private static readonly Lock Gate = new();

    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly SortedDictionary<string, int> kills = new(StringComparer.Ordinal);

    public int Kills => kills.Values.Sum();

    public double Seconds => watch.Elapsed.TotalSeconds;

    public void CountKill(string place) => kills[place] = kills.GetValueOrDefault(place) + 1;

    /// <summary>Kills by place, most first.</summary>
    public string KillsByPlace => string.Join(", ", kills
        .OrderByDescending(kill => kill.Value)
        .Select(kill => string.Create(CultureInfo.InvariantCulture, $"{kill.Key} {kill.Value}")));

    public void Say(string sentence)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"[{name} {Seconds,6:0} s] {sentence}");
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        if (CrashOptions.Report is { Length: > 0 } file)
        {
            lock (Gate)
            {
                File.AppendAllText(file, line + "\n");
            }
        }
    }
}
