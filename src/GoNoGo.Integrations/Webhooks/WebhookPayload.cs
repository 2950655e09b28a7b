using System.Text.Json;

namespace GoNoGo.Integrations.Webhooks;

/// <summary>
/// The little that is read of a webhook's payload, all of it a hint: whether it is worth a look at the repository that the configuration
/// names. Never an address, a path or a name to be used.
/// </summary>
/// <param name="Kind">What happened.</param>
/// <param name="Repository">As the service names it, <c>owner/name</c>.</param>
/// <param name="Reference">The ref that was pushed.</param>
/// <param name="IsDeletion">Whether the ref is gone.</param>
internal sealed record WebhookPayload(WebhookKind Kind, string? Repository, string? Reference, bool IsDeletion)
{
    // GitHub, Forgejo and Gitea; GitLab.
    private static readonly string[] NewHeads = ["opened", "synchronize", "synchronized", "reopened", "open", "update", "reopen"];

    private const int DeepestPayload = 64;
    private static readonly string[] EventHeaders = ["X-Forgejo-Event", "X-Gitea-Event", "X-Gitlab-Event", "X-GitHub-Event"];

    /// <summary>The number of the pull request; null where it is none.</summary>
    public int? PullRequest { get; private init; }

    /// <summary>Whether the pull request is there with a head that was not told of before.</summary>
    public bool HasNewHead { get; private init; }

    /// <summary>The branch into which it is to be merged.</summary>
    public string? Target { get; private init; }

    /// <summary>Null where the body is no JSON object.</summary>
    public static WebhookPayload? Read(WebhookMessage message)
    {
        try
        {
            using var document = JsonDocument.Parse(message.Body, new JsonDocumentOptions { MaxDepth = DeepestPayload });
            var root = document.RootElement;
            if (root.ValueKind is not JsonValueKind.Object)
            {
                return null;
            }

            var after = Text(root, "after");
            var merge = Member(root, "object_attributes");
            return new WebhookPayload(
                KindOf(message.First(EventHeaders)),
                Text(Member(root, "repository"), "full_name") ?? Text(Member(root, "project"), "path_with_namespace"),
                Text(root, "ref"),
                Member(root, "deleted").ValueKind is JsonValueKind.True || (after is { Length: > 0 } && after.All(digit => digit == '0')))
            {
                PullRequest = Number(root, "number") ?? Number(merge, "iid"),
                HasNewHead = NewHeads.Contains(Text(root, "action") ?? Text(merge, "action"), StringComparer.Ordinal),
                Target = Text(Member(Member(root, "pull_request"), "base"), "ref") ?? Text(merge, "target_branch"),
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null; // A text with half a surrogate pair is none.
        }
    }

    private static WebhookKind KindOf(string? name) => name switch
    {
        "push" or "Push Hook" => WebhookKind.Push,
        "ping" => WebhookKind.Ping,
        "pull_request" or "Merge Request Hook" => WebhookKind.PullRequest,
        _ => WebhookKind.Other,
    };

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    private static int? Number(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Number } member && member.TryGetInt32(out var number) && number > 0
            ? number
            : null;

    private static string? Text(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } member ? member.GetString() : null;
}

/// <summary>What a webhook tells of.</summary>
internal enum WebhookKind
{
    Other,
    Ping,
    Push,

    /// <summary>Something became of a pull request.</summary>
    PullRequest,
}
