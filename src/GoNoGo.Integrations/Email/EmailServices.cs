using DnsClient;
using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Blog.Content;
using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;
using GoNoGo.Gdpr.Retention;
using GoNoGo.Gdpr.Rights;
using GoNoGo.Integrations.Email.Checking;
using GoNoGo.Integrations.Email.Deciding;
using GoNoGo.Integrations.Email.Ledger;
using GoNoGo.Integrations.Email.Sending;
using GoNoGo.Integrations.Email.Writing;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace GoNoGo.Integrations.Email;

/// <summary>Registers mail.</summary>
public static class EmailServices
{
    private static readonly TimeSpan DnsTimeout = TimeSpan.FromSeconds(3);

    /// <summary>Adds what decides on mails, writes and sends them. The caller adds <see cref="MailLinks"/>.</summary>
    /// <param name="services">Where to.</param>
    /// <returns>The same collection.</returns>
    public static IServiceCollection AddEmail(this IServiceCollection services)
    {
        services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(new ModelPart(typeof(EmailServices).Assembly));
        AddDeciding(services);
        AddSending(services);
        AddRetention(services);
        services.AddSingleton<MailRenderer>();
        services.AddScoped<MailWriter>();
        services.AddScoped<StaffFigures>();
        services.AddScoped<MailHealth>();
        AddChecking(services);

        // These constructors are internal because their parts are; the container sees public ones only.
        services.AddScoped(provider => new MailDesk(
            provider.GetRequiredService<DataContext>(),
            provider.GetRequiredService<UnitOfWork>(),
            provider.GetRequiredService<EventDesk>(),
            provider.GetRequiredService<MailRecipients>()));
        services.AddSingleton(provider => new MailPreview(
            provider.GetRequiredService<MailRenderer>(),
            provider.GetRequiredService<MailLinks>(),
            provider.GetRequiredService<IOptions<MailOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    private static void AddDeciding(IServiceCollection services)
    {
        services.AddScoped<MailQueue>();
        services.AddScoped<ConfiguredStaff>();
        services.TryAddScoped<IStaffMailboxes, KnownStaff>();
        services.AddEventHandler<CommentCreated, CommentSentMails>("mail.comment_created");
        services.AddEventHandler<CommentCreated, ModeratorMails>("mail.comment_waits");
        services.AddEventHandler<CommentFlagged, ModeratorMails>("mail.comment_flagged");
        services.AddEventHandler<CommentApproved, CommentDecidedMails>("mail.comment_approved", subscription => subscription with
        {
            IsReady = HasContent, // Whose post it is, the content says.
        });
        services.AddEventHandler<CommentRejected, CommentDecidedMails>("mail.comment_rejected");
        services.AddEventHandler<CommentDecisionUndone, CommentDecidedMails>("mail.comment_decision_undone");
        services.AddEventHandler<ContentUpdated, ContentUpdatedMails>("mail.content_updated");
        services.AddEventHandler<SignInRequested, RequestMails>("mail.sign_in_requested");
        services.AddEventHandler<StaffAddressGiven, RequestMails>("mail.staff_address_given");
        services.AddEventHandler<PrivacyStepTaken, RequestMails>("mail.privacy_step_taken");
        services.AddSchedule<MailCalendar>(MailCalendar.Schedule, MailCalendar.Timing);
    }

    private static bool HasContent(IServiceProvider services) => services.GetRequiredService<SnapshotStore>().Current is not null;

    private static void AddSending(IServiceCollection services)
    {
        services.AddScoped<MailRecipients>();
        services.AddScoped<MailCaps>();
        services.AddSingleton<MailLedger>();
        services.AddSingleton<MailBreaker>();
        services.AddSingleton<MailTransportChoice>();
        services.AddSingleton<SmtpConnections>();
        services.AddSingleton(provider => new PickupFolder(
            provider.GetRequiredService<IOptions<MailOptions>>().Value.PickupPath
            ?? Path.Combine(provider.GetRequiredService<IOptions<DataOptions>>().Value.Path, "mail")));
        services.TryAddSingleton<IMailTransport>(provider =>
            provider.GetRequiredService<IOptions<MailOptions>>().Value.Transport is MailTransport.Smtp
                ? new SmtpTransport(provider.GetRequiredService<SmtpConnections>(), provider.GetRequiredService<TimeProvider>())
                : new PickupTransport(provider.GetRequiredService<PickupFolder>()));
        services.AddEventWorker<MailQueued, MailWorker>(MailWorker.Name, subscription => subscription with
        {
            TimeLimit = MailWorker.TimeLimit,
            KeepTryingFor = MailWorker.KeepTryingFor,
        });
    }

    private static void AddChecking(IServiceCollection services)
    {
        services.TryAddSingleton<ILookupClient>(_ => new LookupClient(new LookupClientOptions
        {
            Timeout = DnsTimeout,
            Retries = 1,
            UseCache = false,
        }));
        services.AddSingleton<SenderDomain>();
        services.AddSingleton<MailWay>();
        services.AddHealthCheck<MailHealthCheck>(
            MailHealthCheck.Name, HealthCheckUse.Report, check => check with { NeedsDatabase = true });
        services.AddHealthCheck<MailExamination>(
            MailHealthCheck.Name,
            HealthCheckUse.Doctor,
            check => check with { TimeLimit = MailExamination.TimeLimit, NeedsDatabase = true });
    }

    private static void AddRetention(IServiceCollection services)
    {
        services.AddSingleton<MailRetention>();
        services.AddSingleton(new RetentionStep("mail_files", static (scope, transaction, limit, _) =>
            Task.FromResult(scope.GetRequiredService<MailRetention>().RemoveFiles(transaction, limit))));
    }
}
