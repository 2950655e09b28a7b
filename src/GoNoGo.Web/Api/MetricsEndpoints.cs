using System.Globalization;
using GoNoGo.Accounts.Users;
using GoNoGo.Integrations.DigitalOcean;
using GoNoGo.Web.Api.Description;
using GoNoGo.Web.Pipeline;

namespace GoNoGo.Web.Api;

/// <summary>How requests were answered lately, for who may read health.</summary>
internal static class MetricsEndpoints
{
    private const string Metrics = "/v1/metrics";
    private const int Usual = 60;

    public static void MapMetrics(this ApiRoutes api) =>
        api.Get(Metrics, Show).ForStaff(Permission.ReadHealth, MetricsOperations.Show);

    private static IResult Show(HttpContext http)
    {
        var minutes = Usual;
        if (http.Request.Query["minutes"].ToString() is { Length: > 0 } text
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out minutes)
                || minutes is < 1 or > RequestFigures.KeptMinutes))
        {
            return Problems.For(new InvalidQuery("minutes", "Give a whole number from 1 to 1440, or leave it out."));
        }

        return http.Private(http.Service<RequestMinutes>().Sum(minutes));
    }
}
