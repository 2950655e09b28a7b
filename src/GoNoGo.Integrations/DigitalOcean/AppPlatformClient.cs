using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using GoNoGo.Integrations.Outbound;
using GoNoGo.Platform.Results;

namespace GoNoGo.Integrations.DigitalOcean;

/// <summary>
/// The calls to DigitalOcean's API, version 2, that deploying and watching need. The tests hold each against the published description.
/// </summary>
internal sealed class AppPlatformClient(
    IHttpClientFactory clients, DigitalOceanOptions options, CallLedger ledger, TimeProvider clock)
{
    public const string ServiceId = "digitalocean";
    private const int PageSize = 200;

    // The description takes no charset behind it.
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly OutboundService service = new(ServiceId, PlatformFailures.Name);

    /// <summary>Whether there is a token.</summary>
    public bool IsConfigured => options.Token is { Length: > 0 };

    public Task<Result<PlatformApp>> AppAsync(string id, CancellationToken cancellationToken) =>
        SendAsync("get_app", HttpMethod.Get, $"v2/apps/{id}", body: null, answer => PlatformJson.App(answer["app"]!), cancellationToken);

    public Task<Result<IReadOnlyList<PlatformApp>>> AppsAsync(CancellationToken cancellationToken) => SendAsync<IReadOnlyList<PlatformApp>>(
        "list_apps",
        HttpMethod.Get,
        FormattableString.Invariant($"v2/apps?per_page={PageSize}"),
        body: null,
        answer => [.. (answer["apps"] as JsonArray ?? []).Select(app => PlatformJson.App(app!))],
        cancellationToken);

    /// <summary>Has App Platform look at a spec without doing anything.</summary>
    public Task<Result<JsonObject>> ProposeAsync(JsonObject spec, string? appId, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["spec"] = spec.DeepClone() };
        if (appId is not null)
        {
            body["app_id"] = appId;
        }

        return SendAsync("propose", HttpMethod.Post, "v2/apps/propose", body, answer => answer, cancellationToken);
    }

    public Task<Result<PlatformApp>> CreateAsync(JsonObject spec, CancellationToken cancellationToken) => SendAsync(
        "create_app",
        HttpMethod.Post,
        "v2/apps",
        new JsonObject { ["spec"] = spec.DeepClone() },
        answer => PlatformJson.App(answer["app"]!),
        cancellationToken);

    public Task<Result<PlatformApp>> UpdateAsync(string id, JsonObject spec, CancellationToken cancellationToken) => SendAsync(
        "update_app",
        HttpMethod.Put,
        $"v2/apps/{id}",
        new JsonObject { ["spec"] = spec.DeepClone() },
        answer => PlatformJson.App(answer["app"]!),
        cancellationToken);

    public Task<Result<PlatformDeployment>> RebuildAsync(string id, CancellationToken cancellationToken) => SendAsync(
        "create_deployment",
        HttpMethod.Post,
        $"v2/apps/{id}/deployments",
        new JsonObject { ["force_build"] = true },
        answer => PlatformJson.Deployment(answer["deployment"]!),
        cancellationToken);

    /// <summary>The last deployments, the newest first.</summary>
    public Task<Result<IReadOnlyList<PlatformDeployment>>> DeploymentsAsync(string id, CancellationToken cancellationToken) =>
        SendAsync<IReadOnlyList<PlatformDeployment>>(
            "list_deployments",
            HttpMethod.Get,
            $"v2/apps/{id}/deployments?per_page=20",
            body: null,
            answer => [.. (answer["deployments"] as JsonArray ?? []).Select(one => PlatformJson.Deployment(one!))],
            cancellationToken);

    public Task<Result<PlatformDeployment>> DeploymentAsync(string id, string deploymentId, CancellationToken cancellationToken) =>
        SendAsync(
            "get_deployment",
            HttpMethod.Get,
            $"v2/apps/{id}/deployments/{deploymentId}",
            body: null,
            answer => PlatformJson.Deployment(answer["deployment"]!),
            cancellationToken);

    /// <summary>Whether the app can go back to a deployment; the code of what is in the way, or empty.</summary>
    public Task<Result<string>> ValidateRollbackAsync(string id, string deploymentId, CancellationToken cancellationToken) => SendAsync(
        "validate_rollback",
        HttpMethod.Post,
        $"v2/apps/{id}/rollback/validate",
        Rollback(deploymentId),
        answer => (bool?)answer["valid"] is true ? "" : (string?)answer["error"]?["code"] ?? "unknown",
        cancellationToken);

    public Task<Result<PlatformDeployment>> RollBackAsync(string id, string deploymentId, CancellationToken cancellationToken) => SendAsync(
        "roll_back",
        HttpMethod.Post,
        $"v2/apps/{id}/rollback",
        Rollback(deploymentId),
        answer => PlatformJson.Deployment(answer["deployment"]!),
        cancellationToken);

    public Task<Result<IReadOnlyList<PlatformDatabase>>> DatabasesAsync(CancellationToken cancellationToken) =>
        SendAsync<IReadOnlyList<PlatformDatabase>>(
            "list_databases",
            HttpMethod.Get,
            "v2/databases",
            body: null,
            answer => [.. (answer["databases"] as JsonArray ?? []).Select(one =>
                new PlatformDatabase((string)one!["name"]!, (string)one["region"]!))],
            cancellationToken);

    /// <summary>A measure of the app over a time: every value of every instance, in order.</summary>
    /// <param name="measure"><c>cpu_percentage</c>, <c>memory_percentage</c> or <c>restart_count</c>.</param>
    /// <param name="id">The app.</param>
    /// <param name="range">How far back.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Result<IReadOnlyList<IReadOnlyList<double>>>> MeasureAsync(
        string measure, string id, TimeSpan range, CancellationToken cancellationToken)
    {
        var end = clock.GetUtcNow().ToUnixTimeSeconds();
        var start = end - (long)range.TotalSeconds;
        return SendAsync<IReadOnlyList<IReadOnlyList<double>>>(
            measure,
            HttpMethod.Get,
            FormattableString.Invariant($"v2/monitoring/metrics/apps/{measure}?app_id={id}&app_component=web&start={start}&end={end}"),
            body: null,
            PlatformJson.Series,
            cancellationToken);
    }

    /// <summary>What the app sent yesterday, in bytes; the figures of a day come after it.</summary>
    public Task<Result<long>> BandwidthAsync(string id, CancellationToken cancellationToken) => SendAsync(
        "bandwidth",
        HttpMethod.Get,
        $"v2/apps/{id}/metrics/bandwidth_daily",
        body: null,
        PlatformJson.Bandwidth,
        cancellationToken);

    private static JsonObject Rollback(string deploymentId) => new() { ["deployment_id"] = deploymentId, ["skip_pin"] = true };

    private Task<Result<T>> SendAsync<T>(
        string operation,
        HttpMethod method,
        string address,
        JsonObject? body,
        Func<JsonObject, T> read,
        CancellationToken cancellationToken)
        where T : notnull => ledger.RunAsync<T>(
            service,
            operation,
            async ended =>
            {
                using var client = clients.CreateClient(ServiceId);
                using var request = new HttpRequestMessage(method, new Uri(new Uri(options.ApiUrl.TrimEnd('/') + "/"), address));
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Token);
                request.Headers.Accept.ParseAdd("application/json");
                request.Content = body is null ? null : new StringContent(body.ToJsonString(), Json);
                using var response = await client.SendAsync(request, ended);
                return response.IsSuccessStatusCode
                    ? await ReadAsync(response, read, ended)
                    : await PlatformFailures.OfAsync(response, Secrets(), clock.GetUtcNow(), ended);
            },
            cancellationToken);

    private static async Task<Result<T>> ReadAsync<T>(
        HttpResponseMessage response, Func<JsonObject, T> read, CancellationToken cancellationToken)
        where T : notnull
    {
        try
        {
            return await response.Content.ReadFromJsonAsync<JsonObject>(cancellationToken) is { } answer
                ? read(answer)
                : PlatformFailures.Unreadable;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException
            or NullReferenceException or ArgumentException or OverflowException)
        {
            return PlatformFailures.Unreadable; // Not of the form that the description has.
        }
    }

    private IEnumerable<string> Secrets() => AppSpec.SecretsOf(options).Values.Append(options.Token).OfType<string>();
}
