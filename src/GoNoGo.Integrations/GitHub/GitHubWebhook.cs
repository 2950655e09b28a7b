using GoNoGo.Integrations.CodeHosting;

namespace GoNoGo.Integrations.GitHub;

/// <summary>A webhook as GitHub writes it. Octokit's own type holds an id of 32 bits.</summary>
internal sealed class GitHubWebhook
{
    public long Id { get; set; }

    public bool Active { get; set; }

    public List<string>? Events { get; set; }

    public GitHubWebhookConfig? Config { get; set; }

    public GitHubLastResponse? LastResponse { get; set; }

    /// <summary>Null where it leads to no address.</summary>
    public HostWebhook? ToView() => Config?.Url is { } url && Uri.TryCreate(url, UriKind.Absolute, out var address)
        ? new HostWebhook(
            Id,
            address,
            Events ?? [],
            Active,
            Config.ContentType == "json",
            Config.InsecureSsl is null or "0",
            LastResponse?.Code)
        : null;

    /// <summary>All settings: GitHub removes a secret that a change leaves out.</summary>
    public static Dictionary<string, object> BodyOf(WebhookSettings settings, bool isNew)
    {
        var body = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["active"] = true,
            ["events"] = settings.Events,
            ["config"] = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["url"] = settings.Address.AbsoluteUri,
                ["content_type"] = "json",
                ["insecure_ssl"] = "0",
                ["secret"] = settings.Secret,
            },
        };
        if (isNew)
        {
            body["name"] = "web";
        }

        return body;
    }
}

/// <summary>Where a webhook sends to, and how.</summary>
internal sealed class GitHubWebhookConfig
{
    public string? Url { get; set; }

    public string? ContentType { get; set; }

    public string? InsecureSsl { get; set; }
}

/// <summary>What a webhook's address last answered.</summary>
internal sealed class GitHubLastResponse
{
    public int? Code { get; set; }
}

/// <summary>A delivery as GitHub writes it.</summary>
internal sealed class GitHubDelivery
{
    public long Id { get; set; }

    public string? Guid { get; set; }

    public DateTimeOffset DeliveredAt { get; set; }

    public bool Redelivery { get; set; }

    public int StatusCode { get; set; }

    public string? Event { get; set; }

    public HostDelivery ToView() => new(Id, Event ?? "", DeliveredAt, StatusCode, Redelivery, Guid ?? "");
}
