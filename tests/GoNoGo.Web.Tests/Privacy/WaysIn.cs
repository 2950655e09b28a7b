using GoNoGo.Web.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GoNoGo.Web.Tests.Privacy;

/// <summary>
/// Every address that takes something from who is outside, with the fields that it reads: what <see cref="SentinelTests"/> fills in. An
/// address that is new has to be entered here, by who has looked what it reads.
/// </summary>
internal static class WaysIn
{
    private const string Table = """
        POST /account/choice/: display_name language answers decisions
        POST /account/sessions/{id:guid}/end/:
        POST /account/sign-in/: email
        POST /account/sign-in/{token}/:
        POST /account/sign-out/:
        POST /admin/account/address/: email
        POST /admin/account/address/removal/:
        POST /admin/account/notices/: kinds moderation author_name
        POST /admin/account/passkeys/: ceremony credential name
        POST /admin/account/passkeys/options/: ceremony credential name
        POST /admin/account/passkeys/{id:guid}/removal/:
        POST /admin/account/password/: password offer code
        POST /admin/account/password/removal/:
        POST /admin/account/recovery-codes/:
        POST /admin/account/sessions/others/end/:
        POST /admin/account/sessions/{id:guid}/end/:
        POST /admin/account/tokens/: name permissions days
        POST /admin/account/tokens/{id:guid}/end/:
        POST /admin/audit/verification/:
        POST /admin/blocks/{id:guid}/end/:
        POST /admin/comments/{id:guid}/block/: kind days block-reason
        POST /admin/comments/{id:guid}/decision/: decision reason revision
        POST /admin/comments/{id:guid}/text/: content revision
        POST /admin/comments/{id:guid}/thread/: step
        POST /admin/comments/{id:guid}/undone/: decision
        POST /admin/confirm/: password code
        POST /admin/confirm/passkey/: ceremony credential name
        POST /admin/confirm/passkey/options/: ceremony credential name
        POST /admin/content/draft-link/: slug
        POST /admin/content/fetch/:
        POST /admin/events/{id:guid}/discard/: handler
        POST /admin/events/{id:guid}/retry/: handler
        POST /admin/hosting/ping/:
        POST /admin/hosting/redelivery/:
        POST /admin/hosting/removal/:
        POST /admin/hosting/webhook/:
        POST /admin/mails/{id:guid}/retry/:
        POST /admin/people/: handle roles
        POST /admin/people/sessions/{id:guid}/end/:
        POST /admin/people/tokens/{id:guid}/end/:
        POST /admin/people/{handle}/link/:
        POST /admin/people/{handle}/removal/:
        POST /admin/people/{handle}/roles/: roles
        POST /admin/queue/decisions/: all chosen reason-all decisions
        POST /admin/queue/undone/: decisions
        POST /admin/requests/{id:guid}/acceptance/:
        POST /admin/requests/{id:guid}/extension/: reason
        POST /admin/requests/{id:guid}/refusal/: reason
        POST /admin/retention/holds/: comment reason until
        POST /admin/retention/holds/{id:guid}/end/:
        POST /admin/retention/sweep/:
        POST /admin/set-up/{token}/: handle password offer code
        POST /admin/set-up/{token}/passkey/: ceremony credential name
        POST /admin/set-up/{token}/passkey/options/: ceremony credential name
        POST /admin/sign-in/: handle password code
        POST /admin/sign-in/passkey/: ceremony credential name
        POST /admin/sign-in/passkey/options/: ceremony credential name
        POST /admin/sign-out/:
        POST /api/v1/audit/verifications:
        POST /api/v1/comments/{id:guid}/approval: kind reason revision status content days until
        POST /api/v1/comments/{id:guid}/block: kind reason revision status content days until
        DELETE /api/v1/comments/{id:guid}/decisions/{decision:guid}:
        DELETE /api/v1/comments/{id:guid}/hold:
        PUT /api/v1/comments/{id:guid}/hold: kind reason revision status content days until
        DELETE /api/v1/comments/{id:guid}/lock:
        PUT /api/v1/comments/{id:guid}/lock:
        DELETE /api/v1/comments/{id:guid}/pin:
        PUT /api/v1/comments/{id:guid}/pin:
        POST /api/v1/comments/{id:guid}/rejection: kind reason revision status content days until
        POST /api/v1/comments/{id:guid}/spam-mark: kind reason revision status content days until
        PUT /api/v1/comments/{id:guid}/text: kind reason revision status content days until
        POST /api/v1/events/{id:guid}/discard: handler
        POST /api/v1/events/{id:guid}/retry: handler
        DELETE /api/v1/moderation/blocks/{block:guid}:
        POST /api/v1/moderation/decisions: kind reason revision status content days until
        POST /api/v1/posts/{slug}/comments: author_email author_name content homepage parent_id step ticket notify_replies gdpr_consent
        POST /api/v1/privacy/requests/{id:guid}/acceptance:
        POST /api/v1/privacy/requests/{id:guid}/extension: kind reason revision status content days until
        POST /api/v1/privacy/requests/{id:guid}/refusal: kind reason revision status content days until
        POST /comments/{token}/: step content appeal
        POST /mail/confirm/{token}:
        POST /mail/leave/{token}: List-Unsubscribe
        POST /posts/{slug}/comments: author_email author_name content homepage parent_id step ticket notify_replies gdpr_consent
        POST /posts/{slug}/comments/{id}/report: reason text
        POST /privacy: email
        POST /privacy/check/: document
        POST /privacy/comment/{token}/: step author_name content text
        POST /privacy/open/{token}/:
        POST /privacy/person/{token}/: step author_name content text
        POST /webhooks/{**path}: ref repository pusher
        """;

    private static readonly Dictionary<string, string> Fields = Table.Split('\n')
        .Select(line => line.Split(": "))
        .ToDictionary(parts => parts[0].TrimEnd(':'), parts => parts.Length > 1 ? parts[1] : "", StringComparer.Ordinal);

    /// <summary>Those that are listed.</summary>
    public static IEnumerable<string> Listed => Fields.Keys;

    /// <summary>
    /// Those that the program has, as they are listed: what takes any method counts as POST, and what only says that an address takes no
    /// other method stands for none.
    /// </summary>
    public static IEnumerable<string> Of(IEnumerable<RouteEndpoint> endpoints) => endpoints
        .Where(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is { HttpMethods.Count: > 0 }
            || endpoint.RoutePattern.RawText?.StartsWith("/webhooks/", StringComparison.Ordinal) is true)
        .SelectMany(endpoint => MethodsOf(endpoint)
            .Where(method => !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method))
            .Select(method => $"{method} {endpoint.RoutePattern.RawText}"));

    /// <summary>A request for each of them, and for each page that can be read, with marks wherever something can be put.</summary>
    public static IEnumerable<HttpRequestMessage> Requests(IEnumerable<RouteEndpoint> endpoints, Marks visitor, Marks staff)
    {
        foreach (var endpoint in endpoints)
        {
            var isForStaff = EndpointAccess.Of(endpoint)?.Permission is not null;
            foreach (var method in MethodsOf(endpoint).Where(method => !HttpMethods.IsHead(method)))
            {
                yield return Request(method, endpoint.RoutePattern.RawText!, isForStaff ? staff : visitor); // All have a text.
            }
        }
    }

    private static HttpRequestMessage Request(string method, string pattern, Marks marks)
    {
        var path = string.Join('/', pattern.Split('/').Select(part => part switch
        {
            ['{', ..] when part.Contains(":guid", StringComparison.Ordinal) => Guid.Empty.ToString("D"),
            "{slug}" => "post-1",
            ['{', ..] => marks.Text,
            _ => part,
        }));
        var request = new HttpRequestMessage(new HttpMethod(method), $"{path}?q={marks.Email}&name={marks.Name}");
        request.Headers.TryAddWithoutValidation("User-Agent", marks.Text);
        request.Headers.TryAddWithoutValidation("Referer", $"https://example.org/{marks.Name}");
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", Marks.Network);
        request.Headers.TryAddWithoutValidation("Idempotency-Key", $"{marks.Text}-{pattern.GetHashCode(StringComparison.Ordinal)}");
        if (Fields.TryGetValue($"{method} {pattern}", out var fields))
        {
            var typed = fields.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToDictionary(field => field, marks.For);
            request.Content = pattern.Split('/')[1] is "api" or "webhooks"
                ? System.Net.Http.Json.JsonContent.Create(typed)
                : new FormUrlEncodedContent(typed);
        }

        return request;
    }

    private static IReadOnlyList<string> MethodsOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : [HttpMethods.Post];
}

/// <summary>What somebody types everywhere, so that it is known again wherever it lies.</summary>
internal sealed record Marks(string Email, string Name, string Text)
{
    /// <summary>The network address that a sender claims to have.</summary>
    public const string Network = "203.0.113.171";

    public string For(string field) => field switch
    {
        "email" or "author_email" => Email,
        "author_name" or "display_name" or "handle" => Name,
        _ => Text,
    };
}
