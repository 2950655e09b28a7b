using System.Diagnostics;

namespace GoNoGo.Platform.Data;

/// <summary>
/// Named places at which the crash tests kill the process. Calls are compiled only into a build with FAULT_POINTS defined.
/// </summary>
public static class FaultPoint
{
    /// <summary>Kills this process as kill -9 does if the environment variable GONOGO_FAULT_POINT names this place.</summary>
    /// <param name="name">The place, such as <c>unit_of_work.saved</c>.</param>
    [Conditional("FAULT_POINTS")]
    public static void Reach(string name)
    {
        if (string.Equals(Environment.GetEnvironmentVariable("GONOGO_FAULT_POINT"), name, StringComparison.Ordinal))
        {
            Process.GetCurrentProcess().Kill();
            Process.GetCurrentProcess().WaitForExit();
        }
    }
}
