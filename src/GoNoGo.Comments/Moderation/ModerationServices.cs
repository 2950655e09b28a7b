using GoNoGo.Gdpr.Retention;
using GoNoGo.Gdpr.Subjects;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace GoNoGo.Comments.Moderation;

/// <summary>Registers moderation, for <see cref="CommentsServices"/>.</summary>
internal static class ModerationServices
{
    public static void AddModeration(this IServiceCollection services)
    {
        services.TryAddSingleton<IModerationPolicies, DefaultPolicy>();
        services.AddSingleton<ContentTags>();
        services.AddScoped<CommentScreening>();
        services.AddScoped<FormerTexts>();
        services.AddScoped<QueuePlaces>();
        services.AddScoped<QueueParts>();
        services.AddScoped<Reputations>();
        services.AddEventHandler<CommentCreated, ScreenComment>("moderation.screen", KnowsTheRules);
        services.AddEventHandler<CommentEdited, ScreenComment>("moderation.screen_again", KnowsTheRules);
        services.AddSingleton(new RetentionStep(CommentReport.RetentionStepName, static (scope, transaction, limit, ended) =>
            scope.GetRequiredService<ReaderReports>().RemoveOldAsync(transaction, limit, ended)));

        // These constructors are internal because their parts are; the container sees public ones only.
        services.AddScoped(provider => new ModerationService(
            provider.GetRequiredService<DataContext>(),
            provider.GetRequiredService<UnitOfWork>(),
            provider.GetRequiredService<AccessLog>(),
            provider.GetRequiredService<QueuePlaces>(),
            provider.GetRequiredService<SealedTexts>()));
        services.AddScoped(provider => new ModerationQueue(
            provider.GetRequiredService<DataContext>(),
            provider.GetRequiredService<AccessLog>(),
            provider.GetRequiredService<QueueParts>(),
            provider.GetRequiredService<SealedTexts>()));
        services.AddScoped(provider => new SenderBlocks(
            provider.GetRequiredService<DataContext>(),
            provider.GetRequiredService<UnitOfWork>(),
            provider.GetRequiredService<SubjectDirectory>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddScoped(provider => new ReaderReports(
            provider.GetRequiredService<DataContext>(),
            provider.GetRequiredService<UnitOfWork>(),
            provider.GetRequiredService<QueuePlaces>(),
            provider.GetRequiredService<IOptions<RetentionOptions>>()));
        services.AddScoped(provider => new CommentDesk(
            provider.GetRequiredService<DataContext>(),
            provider.GetRequiredService<UnitOfWork>(),
            provider.GetRequiredService<ContentTags>(),
            provider.GetRequiredService<SealedTexts>(),
            provider.GetRequiredService<FormerTexts>()));
    }

    /// <summary>A comment must not slip past the rules because the server has just started: it waits until they are known.</summary>
    private static EventSubscription KnowsTheRules(EventSubscription subscription) => subscription with
    {
        IsReady = static services => services.GetRequiredService<IModerationPolicies>().Current is not null,
    };
}
