using GoNoGo.Web.Access;
using GoNoGo.Web.Admin.Frame;
using GoNoGo.Web.Admin.Overview;
using GoNoGo.Web.Admin.SignIn;
using GoNoGo.Web.Pages;
using Microsoft.AspNetCore.Identity;

namespace GoNoGo.Web.Admin;

/// <summary>Registers what the pages of the admin are made with.</summary>
internal static class AdminServices
{
    private const string Required = "required";

    public static IServiceCollection AddAdmin(this IServiceCollection services)
    {
        services.AddSingleton<SessionCookie>();
        services.AddSingleton<AdminWriter>();
        services.AddOverview();
        services.AddIdentityCore<PasskeyOwner>().AddUserStore<PasskeyOwnerStore>();
        services.AddScoped<IPasskeyHandler<PasskeyOwner>, PasskeyHandler<PasskeyOwner>>();
        services.AddScoped<PasskeyServer>();
        services.AddOptions<IdentityPasskeyOptions>()
            .Configure<PublicAddress>((options, address) => Configure(options, address.BaseUrl));
        return services;
    }

    private static void Configure(IdentityPasskeyOptions options, Uri baseUrl)
    {
        // The device asks for a finger, a face or a PIN, and knows for whom the key is: so nobody has to type a name that would tell.
        (options.UserVerificationRequirement, options.ResidentKeyRequirement) = (Required, Required);
        options.ServerDomain = baseUrl.IsLoopback ? "localhost" : baseUrl.IdnHost;
        options.ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && IsOurs(context.Origin, baseUrl));
    }

    private static bool IsOurs(string origin, Uri baseUrl) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var parsed)
        && (baseUrl.IsLoopback
            ? parsed.IsLoopback
            : Uri.Compare(parsed, baseUrl, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0);
}
