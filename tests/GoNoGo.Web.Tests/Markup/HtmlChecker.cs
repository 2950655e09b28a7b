using System.Diagnostics;
using System.Text.Json;
using GoNoGo.Testing;

namespace GoNoGo.Web.Tests.Markup;

/// <summary>
/// The Nu Html Checker of the W3C (npm's vnu-jar), which knows the HTML standard, ARIA, CSS and SVG. It starts slowly and checks quickly:
/// everything is to be handed to it at once.
/// </summary>
internal static class HtmlChecker
{
    public const string Missing =
        "The Nu Html Checker is not installed: GONOGO_VNU names vnu.jar (scripts/test installs it where there are npm and Java)";

    public static bool IsMissing => Archive is null;

    private static string? Archive => Environment.GetEnvironmentVariable("GONOGO_VNU") is { Length: > 0 } path ? path : null;

    /// <summary>What is wrong, a line for each error and warning, with the name of its file.</summary>
    /// <param name="files">File names, by whose endings it tells what they are, and their texts.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<IReadOnlyList<string>> FindingsAsync(
        IEnumerable<(string Name, string Text)> files, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        foreach (var (name, text) in files)
        {
            await File.WriteAllTextAsync(folder[name], text, cancellationToken);
        }

        // What lives for seconds is quickest where its code is compiled once, quickly.
        var start = new ProcessStartInfo("java", [
            "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m", "-jar", Archive!, // Asked before.
            "--also-check-css", "--also-check-svg", "--format", "json", "--stdout", "--exit-zero-always", folder.Path])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var checking = Process.Start(start) ?? throw new InvalidOperationException("Java did not start.");
        var said = checking.StandardOutput.ReadToEndAsync(cancellationToken);
        var complained = checking.StandardError.ReadToEndAsync(cancellationToken);
        await checking.WaitForExitAsync(cancellationToken);
        Assert.True(checking.ExitCode == 0, await complained);
        using var answer = JsonDocument.Parse(await said);
        return [.. answer.RootElement.GetProperty("messages").EnumerateArray().Where(IsTrouble).Select(Line)];
    }

    // Remarks are left out: the only one tells of "/>" behind void elements, with which the framework writes them and the standard agrees.
    private static bool IsTrouble(JsonElement message) => message.GetProperty("type").GetString() != "info"
        || (message.TryGetProperty("subType", out var kind) && kind.GetString() == "warning");

    private static string Line(JsonElement message)
    {
        var place = message.TryGetProperty("url", out var url) ? Path.GetFileName(url.GetString()) : "";
        var line = message.TryGetProperty("lastLine", out var number) ? number.GetInt32() : 0;
        var extract = message.TryGetProperty("extract", out var text) ? text.GetString()?.ReplaceLineEndings(" ") : "";
        return $"{place}:{line}: {message.GetProperty("message").GetString()} … {extract}";
    }
}
