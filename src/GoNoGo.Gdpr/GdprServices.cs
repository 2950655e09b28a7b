using GoNoGo.Gdpr.Access;
using GoNoGo.Gdpr.Breach;
using GoNoGo.Gdpr.Consent;
using GoNoGo.Gdpr.Erasure;
using GoNoGo.Gdpr.Retention;
using GoNoGo.Gdpr.Rights;
using GoNoGo.Gdpr.Subjects;
using GoNoGo.Gdpr.UserActions;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Health;
using GoNoGo.Platform.Privacy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GoNoGo.Gdpr;

/// <summary>Registers the module that keeps consents, subjects and clocks.</summary>
public static class GdprServices
{
    /// <summary>Adds the consent ledger, the directory of subjects and the retention clocks.</summary>
    /// <param name="services">Must also get <see cref="IControllerFacts"/> for the health report.</param>
    /// <returns>The same collection.</returns>
    public static IServiceCollection AddGdpr(this IServiceCollection services)
    {
        services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(new ModelPart(typeof(GdprServices).Assembly));
        services.AddSingleton(new RetentionStep("event_deliveries", static (_, transaction, limit, ended) =>
            EventPruning.RemoveDeliveriesAsync(transaction, limit, ended)));
        services.AddSingleton(new RetentionStep("event_inbox", static (_, transaction, limit, ended) =>
            EventPruning.RemoveInboxAsync(transaction, limit, ended)));
        services.AddSingleton(new RetentionStep("events", static (_, transaction, limit, ended) =>
            EventPruning.RemoveEventsAsync(transaction, limit, ended)));
        services.AddSingleton(new RetentionStep("audit_payloads", static (_, transaction, limit, ended) =>
            AuditTrail.RemoveDuePayloadsAsync(transaction, limit, ended)));
        services.AddScoped<UnusedKeys>();
        services.AddSingleton(new RetentionStep(UnusedKeys.RetentionStepName, static (scope, transaction, limit, ended) =>
            scope.GetRequiredService<UnusedKeys>().SweepAsync(transaction, limit, ended)));
        services.AddScoped<RetentionPlan>();
        services.AddScoped<RetentionGuard>();
        services.AddScoped<LegalHolds>();
        services.AddSingleton<RetentionSweep>();
        services.AddSchedule<RetentionSweep>(RetentionSweep.Schedule, RetentionSweep.Timing, RetentionSweep.TimeLimit);
        services.AddScoped<PersonExport>();
        services.AddScoped<BreachKit>();
        services.AddScoped<BreachRegister>();
        services.AddScoped<ErasureCertificates>();
        services.AddSingleton(new ExportStep("privacy_requests", RightsExport.RequestsAsync));
        services.AddSingleton(new ExportStep("privacy_links", RightsExport.LinksAsync));
        services.AddScoped<PrivacyLinks>();
        services.AddScoped<PrivacyRequests>();
        services.AddHealthCheck<PrivacyHealth>(
            PrivacyHealth.Name, HealthCheckUse.Report | HealthCheckUse.Doctor, check => check with { NeedsDatabase = true });
        services.AddScoped<ErasureScope>();
        services.AddScoped<ErasureApplication>();
        services.AddSingleton<Erasures>();
        services.AddSingleton<ErasureReplay>();
        services.AddEventWorker<SubjectForgotten, DestroySubjectKey>(DestroySubjectKey.Name);
        services.AddScoped<ConsentLedger>();
        services.AddScoped<SubjectDirectory>();
        AddUserActions(services);
        return services;
    }

    private static void AddUserActions(IServiceCollection services)
    {
        services.AddSingleton<UserActionTally>();
        services.AddSingleton<UserActionWriter>();
        services.AddHostedService(provider => provider.GetRequiredService<UserActionWriter>());
        services.AddScoped<UserActionReport>();
        services.AddEventHandler<ConsentGiven, CountConsent>("user_actions.consent_given");
        services.AddEventHandler<ConsentWithdrawn, CountConsent>("user_actions.consent_withdrawn");

        // Its constructor is internal because its parts are; the container sees public ones only.
        services.AddSingleton(provider => new UserActionProcessor(
            provider.GetRequiredService<UserActionTally>(),
            provider.GetRequiredService<Pseudonyms>(),
            provider.GetServices<UserActionHandler>(),
            provider.GetRequiredService<IServiceScopeFactory>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<UserActionProcessor>>()));
        services.AddHostedService(provider => provider.GetRequiredService<UserActionProcessor>());
    }
}
