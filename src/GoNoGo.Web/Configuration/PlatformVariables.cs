using GoNoGo.Platform.Results;

namespace GoNoGo.Web.Configuration;

/// <summary>
/// The four variables that a deployment sets beside <c>GoNoGo__…</c>, and what they say: none is there for show. A word that means
/// nothing is
/// refused, so that nobody believes in a protection that is not there.
/// </summary>
internal static class PlatformVariables
{
    private const string Compliance = "GDPR_COMPLIANCE_MODE";
    private const string Region = "DATA_REGION";
    private const string Level = "LOG_LEVEL";
    private const string SecurityHeaders = "SECURITY_HEADERS_ENABLED";

    /// <summary>Reads them.</summary>
    /// <param name="environment">The variables of the process.</param>
    /// <returns>What they say; or why one cannot be taken.</returns>
    public static Result<PlatformDemands> Read(IReadOnlyDictionary<string, string> environment)
    {
        string? Word(string name) =>
            environment.TryGetValue(name, out var text) && text.Trim() is { Length: > 0 } word ? word.ToUpperInvariant() : null;

        if (Word(SecurityHeaders) is { } headers and not "TRUE")
        {
            return new SettingRefused(
                $"{SecurityHeaders} is '{headers}'; the security headers cannot be switched off: set true, or remove it.");
        }

        if (Word(Region) is { } region and not "EU")
        {
            return new SettingRefused($"{Region} is '{region}'; it must be EU, where the data are kept, or be removed.");
        }

        if (Word(Compliance) is { } mode and not ("PRODUCTION" or "DEVELOPMENT"))
        {
            return new SettingRefused($"{Compliance} is '{mode}'; it must be production or development, or be removed.");
        }

        var level = Word(Level);
        if (level is not null && LogLevelOf(level) is null)
        {
            return new SettingRefused($"{Level} is '{level}'; it must be DEBUG, INFO, WARN or ERROR, or be removed.");
        }

        return new PlatformDemands(
            IsProduction: Word(Compliance) is "PRODUCTION",
            IsEuropean: Word(Region) is "EU",
            level is null ? null : LogLevelOf(level));
    }

    private static LogLevel? LogLevelOf(string word) => word switch
    {
        "DEBUG" => LogLevel.Debug,
        "INFO" => LogLevel.Information,
        "WARN" or "WARNING" => LogLevel.Warning,
        "ERROR" => LogLevel.Error,
        _ => null,
    };
}

/// <summary>What the place demands in which the program runs.</summary>
/// <param name="IsProduction">Whether readers must know it under a public https address (<c>GDPR_COMPLIANCE_MODE=production</c>).</param>
/// <param name="IsEuropean">Whether the data must stay in the EU (<c>DATA_REGION=EU</c>).</param>
/// <param name="LogLevel">The least that is logged (<c>LOG_LEVEL</c>); null for that of <c>appsettings.json</c>.</param>
internal sealed record PlatformDemands(bool IsProduction, bool IsEuropean, LogLevel? LogLevel);
