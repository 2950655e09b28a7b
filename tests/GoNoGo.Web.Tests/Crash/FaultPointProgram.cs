namespace GoNoGo.Web.Tests.Crash;

/// <summary>The build of the program that can be killed at named places (<c>scripts/fault-points</c> makes it).</summary>
internal static class FaultPointProgram
{
    /// <summary>The variable that names the place.</summary>
    public const string Variable = "GONOGO_FAULT_POINT";

    public const string Missing = "The program with fault points is not built: run scripts/fault-points (scripts/test does)";

    public static string Path { get; } =
        System.IO.Path.GetFullPath(System.IO.Path.Combine(AppContext.BaseDirectory, "../../../fault-points/program/gonogo"));

    public static bool IsBuilt => File.Exists(Path);
}
