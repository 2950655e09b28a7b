using GoNoGo.Gdpr.Consent;
using GoNoGo.Gdpr.Retention;
using GoNoGo.Gdpr.Subjects;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Gdpr;

/// <summary>Registers the module that keeps consents, subjects and clocks.</summary>
public static class GdprServices
{
    /// <summary>Adds the consent ledger, the directory of subjects and the retention clocks.</summary>
    /// <param name="services">Where to.</param>
    /// <returns>The same collection.</returns>
    public static IServiceCollection AddGdpr(this IServiceCollection services)
    {
        services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(new ModelPart(typeof(GdprServices).Assembly));
        services.AddSingleton(new RetentionStep("idempotency_records", static (_, transaction, limit, ended) =>
            IdempotencyRecords.RemoveExpiredAsync(transaction, limit, ended)));
        services.AddSingleton(new RetentionStep("event_deliveries", static (_, transaction, limit, ended) =>
            EventPruning.RemoveDeliveriesAsync(transaction, limit, ended)));
        services.AddSingleton(new RetentionStep("event_inbox", static (_, transaction, limit, ended) =>
            EventPruning.RemoveInboxAsync(transaction, limit, ended)));
        services.AddSingleton(new RetentionStep("events", static (_, transaction, limit, ended) =>
            EventPruning.RemoveEventsAsync(transaction, limit, ended)));
        services.AddSingleton<RetentionSweep>();
        services.AddSchedule<RetentionSweep>(RetentionSweep.Schedule, RetentionSweep.Timing, RetentionSweep.TimeLimit);
        services.AddScoped<ConsentLedger>();
        services.AddScoped<SubjectDirectory>();
        return services;
    }
}
