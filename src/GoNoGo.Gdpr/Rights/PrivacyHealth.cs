using System.Globalization;
using GoNoGo.Gdpr.Retention;
using GoNoGo.Platform.Health;

namespace GoNoGo.Gdpr.Rights;

/// <summary>How the promises about personal data are kept: the clocks of retention and of rights. A part of the health report.</summary>
/// <param name="controller">Who answers for the blog, and where their days begin.</param>
/// <param name="requests">Who waits for an answer.</param>
/// <param name="plan">What should have gone.</param>
/// <param name="guard">Whether the sweep is held back.</param>
/// <param name="clock">The moment that counts.</param>
public sealed class PrivacyHealth(
    IControllerFacts controller, PrivacyRequests requests, RetentionPlan plan, RetentionGuard guard, TimeProvider clock) : IHealthCheck
{
    /// <summary>The part's name in the report.</summary>
    public const string Name = "retention_and_rights";

    /// <summary>The code of a trouble: requests were not answered in time.</summary>
    public const string RequestsOverdue = "requests_overdue";

    /// <summary>How long a row may outlive its moment: the sweep is daily, and takes its time.</summary>
    private static readonly TimeSpan Tolerated = TimeSpan.FromHours(26);

    /// <inheritdoc />
    public async Task<HealthState> CheckAsync(CancellationToken cancellationToken)
    {
        var (zone, isNamed) = await controller.FindAsync(cancellationToken);
        var troubles = new List<HealthTrouble>();
        var overdue = await requests.CountOverdueAsync(zone, cancellationToken);
        if (overdue > 0)
        {
            troubles.Add(new HealthTrouble(RequestsOverdue, true, string.Create(
                CultureInfo.InvariantCulture,
                $"{overdue} requests about personal data are overdue (GDPR art. 12(3)): answer them under /admin/requests/ "
                + $"or with 'gonogo privacy requests'.")));
        }

        if (await guard.FindJumpAsync(cancellationToken) is { } jump)
        {
            troubles.Add(new HealthTrouble(jump.Code, true, jump.Message));
        }

        var late = await plan.CountDueAsync(clock.GetUtcNow() - Tolerated, cancellationToken);
        if (late > 0)
        {
            troubles.Add(new HealthTrouble("rows_overdue", true, string.Create(
                CultureInfo.InvariantCulture,
                $"{late} rows should have gone over a day ago: see 'gonogo retention run --dry-run'; comments that are held count too.")));
        }

        if (!isNamed)
        {
            troubles.Add(new HealthTrouble(
                "controller_missing",
                false,
                "The privacy notice names nobody who is responsible (GDPR art. 13): set controller in site.yaml."));
        }

        return HealthState.Of(troubles) with
        {
            Details = new Dictionary<string, object> { ["rows_overdue"] = late, ["requests_overdue"] = overdue },
        };
    }
}
