using GoNoGo.Integrations.DigitalOcean;

namespace GoNoGo.Web.Api.Description;

/// <summary>How requests were answered.</summary>
internal static class MetricsOperations
{
    public static readonly ApiOperation Show = new("getMetrics", "Counts and times of the requests of the last minutes")
    {
        Answer = typeof(RequestFigures),
        Query = [new("minutes", "From 1 to 1440; 60 without it.")],
        Refusals = [422],
    };
}
