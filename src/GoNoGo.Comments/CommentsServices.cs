using GoNoGo.Comments.Moderation;
using GoNoGo.Comments.Rendering;
using GoNoGo.Gdpr.Access;
using GoNoGo.Gdpr.Consent;
using GoNoGo.Gdpr.Erasure;
using GoNoGo.Gdpr.Retention;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Comments;

/// <summary>Registers the module that takes, shows and decides on comments.</summary>
public static class CommentsServices
{
    /// <summary>Adds the comment services. The caller adds an <see cref="IPostCatalog"/>.</summary>
    /// <param name="services">Where to.</param>
    /// <returns>The same collection.</returns>
    public static IServiceCollection AddComments(this IServiceCollection services)
    {
        services.AddSingleton(new ModelPart(typeof(CommentsServices).Assembly));
        services.AddSingleton<CommentRenderer>();
        services.AddSingleton<FormTickets>();
        services.AddSingleton<CapabilityLinks>();
        services.AddSingleton<CommentIntake>();
        services.AddScoped<CommentRepository>();
        services.AddSingleton<SealedTexts>();
        services.AddSingleton(new ExportStep("comments", CommentExport.CommentsAsync));
        services.AddSingleton(new ExportStep("comment_appeals", CommentExport.AppealsAsync));
        services.AddSingleton(new ExportStep("comment_edits", CommentExport.EditsAsync));
        services.AddScoped<CommentWriter>();
        services.AddScoped<CommentErasure>();
        services.AddScoped<ISubjectComments, CommentsOfPeople>();
        services.AddScoped<MailedComments>();
        services.AddModeration();

        services.AddEventHandler<CommentCreated, CountSentComment>("user_actions.comment_sent");
        services.AddSingleton(new RetentionStep("comments", static (scope, transaction, limit, ended) =>
            scope.GetRequiredService<CommentErasure>().EraseDueAsync(transaction, limit, ended)));

        // These constructors are internal because their parts are; the container sees public ones only.
        services.AddScoped(provider => new OwnComment(
            provider.GetRequiredService<DataContext>(),
            provider.GetRequiredService<UnitOfWork>(),
            provider.GetRequiredService<CapabilityLinks>(),
            provider.GetRequiredService<Erasures>(),
            provider.GetRequiredService<LegalHolds>(),
            provider.GetRequiredService<CommentRenderer>(),
            provider.GetRequiredService<QueuePlaces>(),
            provider.GetRequiredService<ContentTags>(),
            provider.GetRequiredService<SealedTexts>(),
            provider.GetRequiredService<FormerTexts>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddScoped(provider => new OwnComments(
            provider.GetRequiredService<DataContext>(),
            provider.GetRequiredService<CapabilityLinks>(),
            provider.GetRequiredService<CommentRenderer>(),
            provider.GetRequiredService<SealedTexts>()));
        services.AddScoped(provider => new CommentService(
            provider.GetRequiredService<CommentRepository>(),
            provider.GetRequiredService<CommentIntake>(),
            provider.GetRequiredService<CommentWriter>(),
            provider.GetRequiredService<UnitOfWork>(),
            provider.GetRequiredService<CapabilityLinks>(),
            provider.GetRequiredService<ConsentLedger>(),
            provider.GetRequiredService<SenderBlocks>()));
        return services;
    }
}
