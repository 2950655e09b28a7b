namespace GoNoGo.Web.Limits;

/// <summary>Registers what requests are limited by.</summary>
internal static class LimitServices
{
    public static IServiceCollection AddLimits(this IServiceCollection services)
    {
        services.AddSingleton<ReadLimiter>();
        services.AddScoped<CountedWrites>();
        return services;
    }
}
