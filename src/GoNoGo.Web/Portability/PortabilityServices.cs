namespace GoNoGo.Web.Portability;

internal static class PortabilityServices
{
    /// <summary>Adds the full export and its import.</summary>
    public static IServiceCollection AddPortability(this IServiceCollection services) =>
        services.AddScoped<BlogExport>().AddScoped<BlogImport>();
}
