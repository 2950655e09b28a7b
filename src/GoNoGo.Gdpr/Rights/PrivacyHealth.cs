using System.Globalization;
using GoNoGo.Gdpr.Retention;

namespace GoNoGo.Gdpr.Rights;

/// <summary>How the promises about personal data are kept, in sentences: for the health report and <c>gonogo doctor</c>.</summary>
/// <param name="requests">Who waits for an answer.</param>
/// <param name="plan">What should have gone.</param>
/// <param name="guard">Whether the sweep is held back.</param>
/// <param name="clock">The moment that counts.</param>
public sealed class PrivacyHealth(PrivacyRequests requests, RetentionPlan plan, RetentionGuard guard, TimeProvider clock)
{
    /// <summary>The code of a trouble: requests were not answered in time.</summary>
    public const string RequestsOverdue = "requests_overdue";

    /// <summary>How long a row may outlive its moment: the sweep is daily, and takes its time.</summary>
    private static readonly TimeSpan Tolerated = TimeSpan.FromHours(26);

    /// <summary>What somebody should know now; each degrades the health of the blog.</summary>
    /// <param name="zone">The zone in which the operator's days begin.</param>
    /// <param name="hasController">Whether the blog names who is responsible.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    /// <returns>Empty if all is well.</returns>
    public async Task<IReadOnlyList<PrivacyTrouble>> FindAsync(
        TimeZoneInfo zone, bool hasController, CancellationToken cancellationToken)
    {
        var troubles = new List<PrivacyTrouble>();
        if (await requests.CountOverdueAsync(zone, cancellationToken) is > 0 and var overdue)
        {
            troubles.Add(new PrivacyTrouble(RequestsOverdue, true, string.Create(
                CultureInfo.InvariantCulture,
                $"{overdue} requests about personal data are overdue (GDPR art. 12(3)): answer them under /admin/requests/ "
                + $"or with 'gonogo privacy requests'.")));
        }

        if (await guard.FindJumpAsync(cancellationToken) is { } jump)
        {
            troubles.Add(new PrivacyTrouble(jump.Code, true, jump.Message));
        }

        var late = (await plan.ForecastAsync(clock.GetUtcNow() - Tolerated, cancellationToken)).Sum(forecast => forecast.DueNow);
        if (late > 0)
        {
            troubles.Add(new PrivacyTrouble("rows_overdue", true, string.Create(
                CultureInfo.InvariantCulture,
                $"{late} rows should have gone over a day ago: see 'gonogo retention run --dry-run'; comments that are held count too.")));
        }

        if (!hasController)
        {
            troubles.Add(new PrivacyTrouble(
                "controller_missing",
                false,
                "The privacy notice names nobody who is responsible (GDPR art. 13): set controller in site.yaml."));
        }

        return troubles;
    }
}

/// <summary>A promise that is not kept.</summary>
/// <param name="Code">Stable, in snake_case.</param>
/// <param name="NeedsMending">Whether somebody has to do something for the blog to be healthy.</param>
/// <param name="Message">One sentence that says what to do.</param>
public sealed record PrivacyTrouble(string Code, bool NeedsMending, string Message);
