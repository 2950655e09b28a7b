using GoNoGo.Blog.Content;
using GoNoGo.Integrations.CodeHosting;
using GoNoGo.Integrations.GitHub;
using GoNoGo.Integrations.Outbound;
using GoNoGo.Platform.Audit;
using GoNoGo.Tests.Platform.Events;
using GoNoGo.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GoNoGo.Tests.CodeHosting;

/// <summary>The client of GitHub on a real database, before a server that stands in for GitHub.</summary>
internal sealed class HostHouse : IAsyncDisposable
{
    public const string Secret = "sentinel-secret-0f4c";
    public const string Token = "sentinel-token-9b1d";
    public const string Blog = "https://blog.example.org/webhooks/content-updated";

    private HostHouse(EventHouse events) => Events = events;

    public EventHouse Events { get; }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<HostHouse> OpenAsync(
        Uri api,
        DatabaseProvider provider = DatabaseProvider.Sqlite,
        GitHubOptions? options = null,
        ContentWebhookTarget? target = null,
        Action<IServiceCollection>? register = null,
        TimeSpan? attempt = null)
    {
        var chosen = (options ?? new GitHubOptions { Token = Token }) with { ApiUrl = api.ToString() };
        return new HostHouse(await EventHouse.OpenAsync(provider, services =>
        {
            var content = new ContentOptions { Repository = "git@127.0.0.1:ada/garden.git" };
            services.AddSingleton<IOptions<ContentOptions>>(Options.Create(content));
            services.AddSingleton(target ?? new ContentWebhookTarget(new Uri(Blog), Secret, IsReachable: true));
            services.AddKeyedSingleton(GitHubHost.ServiceId, new OutboundLimits
            {
                Attempt = attempt ?? TimeSpan.FromSeconds(30),
                Total = TimeSpan.FromSeconds(60),
                Retries = 1,
                RetryDelay = TimeSpan.FromMilliseconds(1),
                LargestAnswer = 256 * 1024,
                Clock = TimeProvider.System,
            });
            register?.Invoke(services);
            services.AddCodeHosting();
            services.AddGitHub();
            services.AddSingleton<IOptions<GitHubOptions>>(Options.Create(chosen));
        }));
    }

    public Task<T> AskAsync<T>(Func<ContentWebhooks, CancellationToken, Task<GoNoGo.Platform.Results.Result<T>>> ask)
        where T : notnull => Events.InScopeAsync(async scope =>
            (await ask(scope.GetRequiredService<ContentWebhooks>(), Cancelled)).Succeeded(out var value, out var error)
                ? value
                : throw new InvalidOperationException($"{error.Code}: {error.Message}"));

    public Task<ServiceFailure> RefusedAsync<T>(Func<ContentWebhooks, CancellationToken, Task<GoNoGo.Platform.Results.Result<T>>> ask)
        where T : notnull => Events.InScopeAsync(async scope =>
            Assert.IsType<ServiceFailure>((await ask(scope.GetRequiredService<ContentWebhooks>(), Cancelled)).Error));

    public Task<WebhookSetUp> CreateAsync() => AskAsync((webhooks, ended) => webhooks.CreateAsync(AuditIdentity.Operator, ended));

    public Task<ServiceFailure> CreateRefusedAsync() =>
        RefusedAsync((webhooks, ended) => webhooks.CreateAsync(AuditIdentity.Operator, ended));

    public async Task<GoNoGo.Platform.Results.Error?> ReportAsync(CommitReport report) =>
        (await Events.Services.GetRequiredService<ICodeHost>().ReportAsync(report, Cancelled)).Error;

    /// <summary>What the audit trail has of webhooks.</summary>
    public async Task<IReadOnlyList<string>> AuditAsync() =>
        [.. (await Events.RowsAsync<AuditEntry>()).Where(entry => entry.ResourceType == "webhook").OrderBy(entry => entry.Sequence)
            .Select(entry => entry.Action)];

    /// <summary>What the ledger has: operation, and why it failed.</summary>
    public async Task<IReadOnlyList<(string Operation, string? ErrorType)>> LedgerAsync() =>
        [.. (await Events.RowsAsync<OutboundCall>()).OrderBy(call => call.Id).Select(call => (call.Operation, call.ErrorType))];

    public ValueTask DisposeAsync() => Events.DisposeAsync();
}
