namespace GoNoGo.Web.Tests.Crash;

/// <summary>The build of the program that can be killed at named places (<c>-p:FaultPoints=true</c>; scripts/test makes it).</summary>
internal static class FaultPointProgram
{
    /// <summary>The variable that names the place.</summary>
    public const string Variable = "GONOGO_FAULT_POINT";

    public const string Missing =
        "The program with fault points is not built: dotnet build src/GoNoGo.Web -p:FaultPoints=true (scripts/test does)";

    /// <summary>The program; <c>GONOGO_CRASH_PROGRAM</c> names one that was built to start faster.</summary>
    public static string Path { get; } = Environment.GetEnvironmentVariable("GONOGO_CRASH_PROGRAM") is { Length: > 0 } other
        ? other
        : System.IO.Path.GetFullPath(System.IO.Path.Combine(AppContext.BaseDirectory, "../../../fault-points/bin/GoNoGo.Web/debug/gonogo"));

    public static bool IsBuilt => File.Exists(Path);
}
