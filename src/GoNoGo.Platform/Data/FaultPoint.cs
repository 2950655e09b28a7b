using System.Diagnostics;
using System.Globalization;

namespace GoNoGo.Platform.Data;

/// <summary>
/// Named places at which the crash tests kill the process. Calls are compiled only into a build with FAULT_POINTS defined.
/// </summary>
public static class FaultPoint
{
    private static readonly (string? After, string Name, int Count) Chosen =
        Parse(Environment.GetEnvironmentVariable("GONOGO_FAULT_POINT"));

    // A server has work of its own beside what a test sends it.
    private static readonly AsyncLocal<bool> IsArmed = new();
    private static int reached;

    /// <summary>
    /// Kills this process as kill -9 does if the environment variable GONOGO_FAULT_POINT names this place: <c>name</c> for the first
    /// time that it is reached, <c>name:n</c> for the n-th, <c>other&gt;name</c> for the first in a flow of control that has reached
    /// another place.
    /// </summary>
    /// <param name="name">The place, such as <c>unit_of_work.saved</c>.</param>
    [Conditional("FAULT_POINTS")]
    public static void Reach(string name)
    {
        if (string.Equals(Chosen.After, name, StringComparison.Ordinal))
        {
            IsArmed.Value = true;
        }

        if ((Chosen.After is null || IsArmed.Value)
            && string.Equals(Chosen.Name, name, StringComparison.Ordinal)
            && Interlocked.Increment(ref reached) == Chosen.Count)
        {
            Process.GetCurrentProcess().Kill();
            Process.GetCurrentProcess().WaitForExit();
        }
    }

    private static (string? After, string Name, int Count) Parse(string? place) => place?.Split('>', ':') switch
    {
        [var name] => (null, name, 1),
        [var first, var second] when place.Contains('>', StringComparison.Ordinal) => (first, second, 1),
        [var name, var count] => (null, name, int.Parse(count, NumberStyles.None, CultureInfo.InvariantCulture)),
        _ => (null, "", 0),
    };
}
