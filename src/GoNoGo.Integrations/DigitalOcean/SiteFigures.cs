using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using GoNoGo.Integrations.Outbound;
using GoNoGo.Platform.Results;

namespace GoNoGo.Integrations.DigitalOcean;

/// <summary>Asks the running blog for its own request figures, which App Platform does not measure.</summary>
public sealed class SiteFigures
{
    internal const string ServiceId = "site";
    private const string Path = "api/v1/metrics";

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private readonly OutboundService service = new(ServiceId, "The blog");
    private readonly IHttpClientFactory clients;
    private readonly DigitalOceanOptions options;
    private readonly CallLedger ledger;

    internal SiteFigures(IHttpClientFactory clients, DigitalOceanOptions options, CallLedger ledger) =>
        (this.clients, this.options, this.ledger) = (clients, options, ledger);

    /// <summary>Asks.</summary>
    /// <param name="site">The address of the start page, with a slash at the end.</param>
    /// <param name="range">How far back; the blog keeps 24 hours.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The figures of the instance that answered, or why there are none.</returns>
    public Task<Result<RequestFigures>> ReadAsync(Uri site, TimeSpan range, CancellationToken cancellationToken) =>
        options.SiteToken is not { Length: > 0 } token
            ? Task.FromResult<Result<RequestFigures>>(new ServiceFailure(
                "site_token_missing",
                "There is no token for the running blog: make one there that may read health, and give it as "
                + "GoNoGo__DigitalOcean__SiteToken_FILE."))
            : ledger.RunAsync<RequestFigures>(
                service,
                "read_figures",
                async ended =>
                {
                    using var client = clients.CreateClient(ServiceId);
                    var minutes = (int)Math.Ceiling(Math.Min(range.TotalMinutes, RequestFigures.KeptMinutes));
                    using var request = new HttpRequestMessage(
                        HttpMethod.Get, new Uri(site, FormattableString.Invariant($"{Path}?minutes={minutes}")));
                    request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                    using var response = await client.SendAsync(request, ended);
                    return response.StatusCode switch
                    {
                        HttpStatusCode.OK when await response.Content.ReadFromJsonAsync<RequestFigures>(Json, ended) is { } figures =>
                            figures,
                        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new ServiceFailure(
                            "site_token_refused", "The running blog does not take the token: make one there that may read health."),
                        >= HttpStatusCode.InternalServerError => ServiceFailures.Failing("The blog", (int)response.StatusCode),
                        var status => ServiceFailures.Unexpected("The blog", (int)status),
                    };
                },
                cancellationToken);
}

/// <summary>How a blog answered its requests over some minutes. Nothing in it is of a person.</summary>
/// <param name="From">From when, UTC.</param>
/// <param name="To">Until when, UTC.</param>
/// <param name="Requests">How many there were.</param>
/// <param name="Failures">How many of them failed on the side of the blog (5xx).</param>
/// <param name="MeanMilliseconds">How long answers took on average; null where there were none.</param>
/// <param name="P50Milliseconds">How long half of them took at most.</param>
/// <param name="P95Milliseconds">The same for 95 of a hundred.</param>
/// <param name="P99Milliseconds">The same for 99 of a hundred.</param>
public sealed record RequestFigures(
    DateTimeOffset From,
    DateTimeOffset To,
    long Requests,
    long Failures,
    double? MeanMilliseconds,
    double? P50Milliseconds,
    double? P95Milliseconds,
    double? P99Milliseconds)
{
    /// <summary>How many minutes are kept.</summary>
    public const int KeptMinutes = 24 * 60;

    /// <summary>The share of failures, from 0 to 1; null where there were no requests.</summary>
    public double? ErrorRate => Requests == 0 ? null : (double)Failures / Requests;
}
