using GoNoGo.Accounts.Commenters;
using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Accounts.Sessions;
using GoNoGo.Accounts.SignIn;
using GoNoGo.Accounts.Tokens;
using GoNoGo.Accounts.Users;
using GoNoGo.Gdpr.Access;
using GoNoGo.Gdpr.Retention;
using GoNoGo.Gdpr.Rights;
using GoNoGo.Platform.Data;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Accounts;

/// <summary>Registers the module that knows people by their accounts and mailboxes.</summary>
public static class AccountsServices
{
    /// <summary>Adds the people of the staff, how they sign in, their sessions, the vault of mailboxes and what people chose.</summary>
    /// <param name="services">Where to.</param>
    /// <returns>The same collection.</returns>
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddSingleton(new ModelPart(typeof(AccountsServices).Assembly));
        services.AddScoped<MailboxVault>();
        services.AddScoped<MailPreferences>();
        services.AddScoped<StaffNotices>();
        services.AddScoped<DoNotMailList>();
        services.AddScoped<IPrivacyMails, PrivacyMailSource>();
        services.AddSingleton(new ExportStep("mailboxes", MailboxExport.ReadAsync));
        services.AddSingleton(new RetentionStep("unconfirmed_mailboxes", static (scope, transaction, limit, ended) =>
            scope.GetRequiredService<MailboxVault>().RemoveUnconfirmedAsync(transaction, limit, ended)));
        services.AddScoped<CommenterSignIns>();
        services.AddScoped<ISignInMails>(provider => provider.GetRequiredService<CommenterSignIns>());
        services.AddScoped<CommenterAccount>();
        AddStaff(services);
        return services;
    }

    private static void AddStaff(IServiceCollection services)
    {
        services.AddScoped<SessionStore>();
        services.AddSingleton<TotpSecrets>();
        services.AddScoped<SignInGate>();
        services.AddScoped<SignInService>();
        services.AddScoped<OneTimeLinks>();
        services.AddScoped<PasskeyCeremonies>();
        services.AddScoped<Passkeys>();
        services.AddScoped<SetUpService>();
        services.AddScoped<OwnAccount>();
        services.AddScoped<ApiTokens>();
        services.AddScoped<StaffDirectory>();
    }
}
