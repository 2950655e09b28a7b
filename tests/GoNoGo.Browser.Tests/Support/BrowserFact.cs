using System.Runtime.CompilerServices;

namespace GoNoGo.Browser.Tests.Support;

/// <summary>A test that needs a browser: skipped by name where there is none, failed instead where <c>CI=true</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber)
    {
        if (!Chromium.IsInstalled && !Chromium.IsContinuousIntegration)
        {
            Skip = $"Chromium is missing: {Chromium.Path} does not exist; set {Chromium.Variable} or install it";
        }
    }
}

/// <summary>The browser of the machine; nothing is downloaded.</summary>
internal static class Chromium
{
    public const string Variable = "GONOGO_CHROMIUM";

    public static string Path { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path ? path : "/usr/bin/chromium";

    public static bool IsInstalled => File.Exists(Path);

    public static bool IsContinuousIntegration => Environment.GetEnvironmentVariable("CI") == "true";
}
