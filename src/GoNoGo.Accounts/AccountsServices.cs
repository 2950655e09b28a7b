using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Gdpr.Access;
using GoNoGo.Gdpr.Retention;
using GoNoGo.Gdpr.Rights;
using GoNoGo.Platform.Data;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Accounts;

/// <summary>Registers the module that knows people by their accounts and mailboxes.</summary>
public static class AccountsServices
{
    /// <summary>Adds the mailbox vault and what people chose about mails.</summary>
    /// <param name="services">Where to.</param>
    /// <returns>The same collection.</returns>
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddSingleton(new ModelPart(typeof(AccountsServices).Assembly));
        services.AddScoped<MailboxVault>();
        services.AddScoped<MailPreferences>();
        services.AddScoped<DoNotMailList>();
        services.AddScoped<IPrivacyMails, PrivacyMailSource>();
        services.AddSingleton(new ExportStep("mailboxes", MailboxExport.ReadAsync));
        services.AddSingleton(new RetentionStep("unconfirmed_mailboxes", static (scope, transaction, limit, ended) =>
            scope.GetRequiredService<MailboxVault>().RemoveUnconfirmedAsync(transaction, limit, ended)));
        return services;
    }
}
