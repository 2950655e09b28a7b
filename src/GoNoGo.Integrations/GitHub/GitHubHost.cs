using GoNoGo.Integrations.CodeHosting;
using GoNoGo.Integrations.Outbound;
using GoNoGo.Platform.Results;
using Octokit;
using Octokit.Internal;

namespace GoNoGo.Integrations.GitHub;

/// <summary>
/// GitHub by Octokit, over handlers of HttpClientFactory. Octokit follows redirects and knows quotas; time limits, tries, breaker and size
/// are the handlers'. What is done to a repository is done only where it stands under the name that the configuration has.
/// </summary>
internal sealed class GitHubHost : ICodeHost, IDisposable
{
    public const string ServiceId = "github";
    public const string Context = "gonogo/content";
    public const string Accepted = "application/vnd.github+json";
    public const string Json = "application/json";

    private const int MostDeliveries = 100;

    private readonly GitHubOptions options;
    private readonly CallLedger ledger;
    private readonly OutboundService service;
    private readonly GitHubCredentials? credentials;
    private readonly Connection? connection;

    public GitHubHost(
        GitHubOptions options, string? contentRepository, IHttpMessageHandlerFactory handlers, CallLedger ledger, TimeProvider clock)
    {
        (this.options, this.ledger) = (options, ledger);
        service = new OutboundService(ServiceId, Name) { Explain = exception => GitHubFailures.Of(exception, clock.GetUtcNow()) };
        Repository = !options.HasCredentials ? null
            : HostedRepository.Parse(options.Repository) ?? HostedRepository.OfAddress(contentRepository, options.GitHost);
        if (Repository is not null)
        {
            IHttpClient Http() => new HttpClientAdapter(() => handlers.CreateHandler(ServiceId));
            credentials = new GitHubCredentials(options, Repository, Http, clock);
            connection = new Connection(Product, options.ApiAddress, credentials, Http(), new SimpleJsonSerializer());
        }
    }

    public static ProductHeaderValue Product { get; } = new("GoNoGo");

    public string Name => GitHubFailures.Name;

    public HostedRepository? Repository { get; }

    public bool Reports => options.Reports;

    private HostedRepository Named => Repository ?? throw new InvalidOperationException("No repository is configured.");

    private Connection Api => connection ?? throw new InvalidOperationException("No repository is configured.");

    public string HeadOf(int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"refs/pull/{number}/head");

    public Task<Result<HostedRepository>> FindAsync(CancellationToken cancellationToken) => ledger.RunAsync(
        service,
        "find_repository",
        async ended =>
        {
            var found = await Api.Get<FoundRepository>(Address(""), Nothing, accepts: null, ended);
            return HostedRepository.Parse(found.Body?.FullName) switch
            {
                null => ServiceFailures.Unexpected(Name, (int)found.HttpResponse.StatusCode),
                var named when !IsNamed(named) => GitHubFailures.Moved(named.ToString()),
                var named => (Result<HostedRepository>)named,
            };
        },
        cancellationToken);

    public Task<Result<IReadOnlyList<HostWebhook>>> WebhooksAsync(CancellationToken cancellationToken) => ledger.RunAsync(
        service,
        "list_webhooks",
        async ended => Listed(
            await Api.Get<List<GitHubWebhook?>>(Address("/hooks"), Page, accepts: null, ended), hook => hook.ToView()),
        cancellationToken);

    public Task<Result<HostWebhook>> CreateAsync(WebhookSettings settings, CancellationToken cancellationToken) => ledger.RunAsync(
        service,
        "create_webhook",
        async ended => One((await Api.Post<GitHubWebhook>(
            Address("/hooks"), GitHubWebhook.BodyOf(settings, isNew: true), Accepted, Json, Nothing, ended)).Body),
        cancellationToken);

    public Task<Result<HostWebhook>> ChangeAsync(long id, WebhookSettings settings, CancellationToken cancellationToken) =>
        ledger.RunAsync(
            service,
            "change_webhook",
            async ended => One((await Api.Patch<GitHubWebhook>(Hook(id), GitHubWebhook.BodyOf(settings, isNew: false)).WaitAsync(ended))
                .Body),
            cancellationToken);

    public Task<Result<Acknowledged>> PingAsync(long id, CancellationToken cancellationToken) =>
        DoAsync("ping_webhook", ended => Api.Post(Hook(id, "/pings"), ended), cancellationToken);

    public Task<Result<Acknowledged>> RemoveAsync(long id, CancellationToken cancellationToken) =>
        DoAsync("remove_webhook", ended => Api.Delete(Hook(id)).WaitAsync(ended), cancellationToken);

    public Task<Result<IReadOnlyList<HostDelivery>>> DeliveriesAsync(long id, CancellationToken cancellationToken) => ledger.RunAsync(
        service,
        "list_deliveries",
        async ended => Listed(
            await Api.Get<List<GitHubDelivery?>>(Hook(id, "/deliveries"), Page, accepts: null, ended), delivery => delivery.ToView()),
        cancellationToken);

    public Task<Result<Acknowledged>> RedeliverAsync(long id, long deliveryId, CancellationToken cancellationToken) => DoAsync(
        "redeliver",
        async ended => (await Api.Post<object>(
            Hook(id, FormattableString.Invariant($"/deliveries/{deliveryId}/attempts")), ended)).HttpResponse.StatusCode,
        cancellationToken);

    public Task<Result<Acknowledged>> ReportAsync(CommitReport report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        return options.IsApp
            ? DoAsync("report_check", ended => new GitHubCheckRun(Api, Address).SendAsync(report, ended), cancellationToken)
            : DoAsync("report_status", ended => SendStatusAsync(report, ended), cancellationToken);
    }

    public void Dispose() => credentials?.Dispose();

    private static Dictionary<string, string> Nothing { get; } = [];

    private static Dictionary<string, string> Page { get; } = new(StringComparer.Ordinal)
    {
        ["per_page"] = FormattableString.Invariant($"{MostDeliveries}"),
    };

    private bool IsNamed(HostedRepository other) =>
        other.ToString().Equals(Named.ToString(), StringComparison.OrdinalIgnoreCase);

    private Uri Address(string below) => new($"repos/{Named.Owner}/{Named.Name}{below}", UriKind.Relative);

    private Uri Hook(long id, string below = "") => Address(FormattableString.Invariant($"/hooks/{id}{below}"));

    private async Task<System.Net.HttpStatusCode> SendStatusAsync(CommitReport report, CancellationToken cancellationToken)
    {
        var body = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["state"] = report.IsRefused ? "failure" : "success",
            ["context"] = Context,
            ["description"] = ReportWords.Line(report),
        };
        var sent = await Api.Post<object>(Address($"/statuses/{report.Commit}"), body, Accepted, Json, Nothing, cancellationToken);
        return sent.HttpResponse.StatusCode;
    }

    private Task<Result<Acknowledged>> DoAsync(
        string operation, Func<CancellationToken, Task<System.Net.HttpStatusCode>> call, CancellationToken cancellationToken) =>
        ledger.RunAsync<Acknowledged>(
            service,
            operation,
            async ended => await call(ended) is var status && (int)status is >= 200 and < 300
                ? new Acknowledged()
                : ServiceFailures.Unexpected(Name, (int)status),
            cancellationToken);

    private Result<HostWebhook> One(GitHubWebhook? hook) =>
        hook?.ToView() is { } webhook ? webhook : ServiceFailures.Unexpected(Name, (int)System.Net.HttpStatusCode.OK);

    /// <summary>An empty answer is no empty list.</summary>
    private Result<IReadOnlyList<TView>> Listed<T, TView>(IApiResponse<List<T?>> answer, Func<T, TView?> view)
        where T : class
        where TView : class => answer.Body is { } items
            ? items.OfType<T>().Select(view).OfType<TView>().ToList()
            : ServiceFailures.Unexpected(Name, (int)answer.HttpResponse.StatusCode);

    /// <summary>Of a repository, its name.</summary>
    internal sealed class FoundRepository
    {
        public string? FullName { get; set; }
    }
}
