using GoNoGo.Platform.Health;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Configuration;
using GoNoGo.Web.Database;
using GoNoGo.Web.Hosting;
using Microsoft.Extensions.Options;

namespace GoNoGo.Web.Health;

/// <summary>
/// Looks for what is wrong, also outside the program, beside a running server or without one. Makes nothing, and changes nothing but the
/// ledger of calls to services.
/// </summary>
internal sealed class Doctor(HealthMonitor monitor)
{
    /// <summary>How long each look may take at least: what is cold is read from the disk first, beside whatever else is at work.</summary>
    public static readonly TimeSpan LeastTime = TimeSpan.FromSeconds(15);

    private const string Configuration = "configuration";

    /// <summary>Composes the program without starting it, and looks.</summary>
    /// <param name="loaded">Its configuration, or why there is none.</param>
    /// <param name="clock">The time that it sees.</param>
    /// <param name="adjust">Changes its services.</param>
    /// <param name="progress">Is told how many looks of how many are done.</param>
    /// <param name="cancellationToken">Ends the looking.</param>
    /// <returns>What was found, the parts in their order; empty if all is well.</returns>
    public static async Task<IReadOnlyList<DoctorFinding>> ExamineAsync(
        Result<Settings> loaded,
        TimeProvider clock,
        Action<IServiceCollection> adjust,
        IProgress<(int Done, int Total)>? progress,
        CancellationToken cancellationToken)
    {
        if (!loaded.Succeeded(out var settings, out var refusal))
        {
            return [Wrong(refusal.Message)];
        }

        if (StartCheck.FindRefusal(settings, PlaceUse.Existing) is { } reason)
        {
            return [Wrong(reason.Message)];
        }

        await using var app = GoNoGoHost.Build(settings, clock, adjust);
        try
        {
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            return await app.Services.GetRequiredService<Doctor>().ExamineAsync(progress, cancellationToken);
        }
        catch (Exception exception) when (StartFailure.Explain(exception) is { } sentence)
        {
            return [Wrong(sentence)];
        }
    }

    private static DoctorFinding Wrong(string sentence) => new(Configuration, "start_refused", true, sentence);

    private async Task<IReadOnlyList<DoctorFinding>> ExamineAsync(
        IProgress<(int Done, int Total)>? progress, CancellationToken cancellationToken)
    {
        // What lies in a database that is missing or of another shape can only be guessed at.
        var database = await monitor.CheckAsync(
            check => check.IsFor(HealthCheckUse.Doctor) && check.Name == DatabaseExamination.Name,
            LeastTime,
            progress,
            cancellationToken);
        var isUsable = database.ComponentHealth[DatabaseExamination.Name].Status is not HealthStatus.Unhealthy;
        var others = await monitor.CheckAsync(
            check => check.IsFor(HealthCheckUse.Doctor) && check.Name != DatabaseExamination.Name && (isUsable || !check.NeedsDatabase),
            LeastTime,
            progress,
            cancellationToken);
        return [.. database.ComponentHealth.Concat(others.ComponentHealth).SelectMany(part => FindingsOf(part.Key, part.Value))];
    }

    private static IEnumerable<DoctorFinding> FindingsOf(string area, HealthCheckResult part)
    {
        var told = part.Troubles.Select(trouble => new DoctorFinding(area, trouble.Code, trouble.NeedsMending, trouble.Message));
        return part.ErrorType is { } errorType
            ? told.Append(new DoctorFinding(
                area, "not_looked_at", true, $"It could not be looked at ({errorType}): the log of the server may say more."))
            : told;
    }
}

/// <summary>Something that the doctor found.</summary>
/// <param name="Area">The part, in snake_case.</param>
/// <param name="Code">Stable, in snake_case.</param>
/// <param name="NeedsMending">Whether somebody has to do something.</param>
/// <param name="Message">One sentence that says what to do.</param>
internal sealed record DoctorFinding(string Area, string Code, bool NeedsMending, string Message);
