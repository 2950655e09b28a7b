using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GoNoGo.Integrations.Webhooks;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;
using GoNoGo.Web.Tests.Api;
using GoNoGo.Web.Tests.Front;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GoNoGo.Web.Tests.Webhooks;

/// <summary>A blog that is told of pushes, and that looks at its repository for no other reason.</summary>
internal sealed class WebhookBlog : CommentedBlog
{
    public const string Path = "/webhooks/content-updated";
    public const string Secret = "a long and random secret";
    public const string PreviousSecret = "the secret before";
    public const string Repository = "ada/garden";

    private readonly Dictionary<string, string?> settings = new(StringComparer.Ordinal)
    {
        ["GoNoGo:Content:Watch"] = "false",
        ["GoNoGo:Content:PollMinutes"] = "10000",
        ["GoNoGo:Webhooks:Secret"] = Secret,
        ["GoNoGo:Webhooks:PreviousSecret"] = PreviousSecret,
        ["GoNoGo:Webhooks:Repository"] = Repository,
    };

    private int deliveries;

    public LoggedBlog.Lines Log { get; } = new();

    /// <summary>How many snapshots were taken over since the first.</summary>
    public int Reloads => Log.All.Count(line => line.StartsWith("Serving commit", StringComparison.Ordinal)) - 1;

    protected override IReadOnlyDictionary<string, string?> Configuration => settings;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<WebhookBlog> StartAsync(params (string Setting, string? Value)[] changed)
    {
        var blog = new WebhookBlog();
        foreach (var (setting, value) in changed)
        {
            blog.settings["GoNoGo:" + setting] = value;
        }

        await blog.InitializeAsync();
        return blog;
    }

    /// <summary>The payload of a push as GitHub sends it, in what counts.</summary>
    public static string PushOf(string after, string reference = "refs/heads/main", string repository = Repository) =>
        $$$"""{"ref": "{{{reference}}}", "after": "{{{after}}}", "repository": {"full_name": "{{{repository}}}"}}""";

    public static string SignatureOf(string body, string secret = Secret) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body)));

    public Task<ApiAnswer> PushAsync(string after) => HookAsync(PushOf(after));

    /// <summary>Sends a webhook of GitHub that is signed as its hook is set up.</summary>
    public Task<ApiAnswer> HookAsync(string body, string kind = "push", string secret = Secret) =>
        SendAsync(body, ("X-GitHub-Event", kind), ("X-Hub-Signature-256", SignatureOf(body, secret)), ("X-GitHub-Delivery", NextId()));

    public Task<ApiAnswer> SendAsync(string body, params (string Name, string Value)[] headers) =>
        SendAsync(body, "application/json", headers);

    public async Task<ApiAnswer> SendAsync(string body, string type, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent(body, Encoding.UTF8) };
        request.Content.Headers.ContentType = new(type);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Reader.AskAsync(request);
    }

    /// <summary>How often the audit trail has an act, and how many events of its name there are.</summary>
    public async Task<(int Entries, int Events)> ToldAsync(string action)
    {
        await using var scope = Services.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<DataContext>();
        return (
            await data.Set<AuditEntry>().CountAsync(entry => entry.Action == action, Cancelled),
            await data.Set<OutboxEvent>().CountAsync(row => row.Type == action, Cancelled));
    }

    public async Task<IReadOnlyList<string>> DetailsAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DataContext>().Set<OutboxEvent>()
            .Where(row => row.Type == "content.updated").Select(row => row.Payload).ToListAsync(Cancelled);
    }

    /// <summary>Waits until every webhook that was taken has been worked off.</summary>
    public Task WorkedOffAsync() => Testing.Eventually.HoldsAsync(
        "all webhooks were worked off",
        async () =>
        {
            await using var scope = Services.CreateAsyncScope();
            return !await scope.ServiceProvider.GetRequiredService<DataContext>()
                .Set<WebhookDelivery>().AnyAsync(delivery => !delivery.IsDone, Cancelled);
        },
        Cancelled);

    protected override void Adjust(IServiceCollection services) => services.AddSingleton<ILoggerProvider>(Log);

    private string NextId() => string.Create(CultureInfo.InvariantCulture, $"delivery-{Interlocked.Increment(ref deliveries)}");
}
