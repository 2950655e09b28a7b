using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace GoNoGo.Testing;

/// <summary>
/// A repository at GitHub, in what GoNoGo asks of it: every answer is the service's own published example, with the state put in.
/// </summary>
internal sealed partial class GitHubStandIn : StandIn
{
    public const string Owner = "ada";
    public const string Name = "garden";

    private const string Hooks = "/repos/{owner}/{repo}/hooks";
    private const string Missing = """{"message": "Not Found", "documentation_url": "https://docs.github.com/rest"}""";
    private readonly List<JsonObject> hooks = [];
    private readonly List<JsonObject> deliveries = [];
    private long lastId = 3_000_000_000; // Beyond 32 bits.

    public IReadOnlyList<JsonObject> Webhooks => hooks;

    /// <summary>What a ping is answered with; 0 for nobody there.</summary>
    public int PingStatus { get; set; } = 200;

    /// <summary>The name under which the repository stands.</summary>
    public string FullName { get; set; } = $"{Owner}/{Name}";

    public void Clear()
    {
        hooks.Clear();
        deliveries.Clear();
        Asked.Clear();
        (Instead, PingStatus, FullName) = (null, 200, $"{Owner}/{Name}");
    }

    public JsonObject AddWebhook(string url, params string[] events)
    {
        var hook = (JsonObject)Specification.GitHub.Example(Hooks, "post", "201");
        hook["id"] = ++lastId;
        hook["events"] = new JsonArray([.. events.Select(name => (JsonNode)name)]);
        hook["config"] = new JsonObject { ["url"] = url, ["content_type"] = "form", ["insecure_ssl"] = "1" };
        hooks.Add(hook);
        return hook;
    }

    public void AddDelivery(string name, int status, string guid)
    {
        var delivery = (JsonObject)Specification.GitHub.Example($"{Hooks}/{{hook_id}}/deliveries", "get", "200").AsArray()[0]!.DeepClone();
        delivery["id"] = ++lastId;
        delivery["event"] = name;
        delivery["status_code"] = status;
        delivery["guid"] = guid;
        deliveries.Insert(0, delivery);
    }

    protected override Task AnswerAsync(HttpContext context, AskedRequest request)
    {
        var path = Id().Replace(request.Path, match => match.Groups["name"].Value + "/{id}");
        var root = $"/repos/{Owner}/{Name}";
        return $"{request.Method} {(path.StartsWith(root, StringComparison.Ordinal) ? path[root.Length..] : path)}" switch
        {
            "GET " => WriteAsync(context, 200, Repository()),
            "GET /hooks" => WriteAsync(context, 200, new JsonArray([.. hooks.Select(hook => hook.DeepClone())])),
            "POST /hooks" => CreateAsync(context, request.Json),
            "PATCH /hooks/{id}" => ChangeAsync(context, IdOf(request.Path), request.Json),
            "DELETE /hooks/{id}" => RemoveAsync(context, IdOf(request.Path)),
            "POST /hooks/{id}/pings" => PingAsync(context),
            "GET /hooks/{id}/deliveries" => WriteAsync(
                context, 200, new JsonArray([.. deliveries.Select(delivery => delivery.DeepClone())])),
            "POST /hooks/{id}/deliveries/{id}/attempts" => WriteAsync(context, 202, "{}"),
            "GET /installation" => WriteAsync(
                context, 200, Specification.GitHub.Example("/repos/{owner}/{repo}/installation", "get", "200")),
            "POST /check-runs" => WriteAsync(
                context, 201, Specification.GitHub.Example("/repos/{owner}/{repo}/check-runs", "post", "201")),
            "PATCH /check-runs/{id}" => WriteAsync(
                context, 200, Specification.GitHub.Example("/repos/{owner}/{repo}/check-runs/{check_run_id}", "patch", "200")),
            "POST /app/installations/{id}/access_tokens" => WriteAsync(context, 201, Token()),
            var other when other.StartsWith("POST /statuses/", StringComparison.Ordinal) => WriteAsync(
                context, 201, Specification.GitHub.Example("/repos/{owner}/{repo}/statuses/{sha}", "post", "201")),
            "GET /repositories/1296269" => WriteAsync(context, 200, Repository()),
            _ => WriteAsync(context, 404, Missing),
        };
    }

    private JsonNode Repository()
    {
        var repository = Specification.GitHub.Example("/repos/{owner}/{repo}", "get", "200");
        repository["full_name"] = FullName;

        // GitHub's own example lacks a language, which its description demands.
        repository["language"] = null;
        repository["source"]!["language"] = null;

        return repository;
    }

    private static JsonNode Token()
    {
        var token = Specification.GitHub.Example("/app/installations/{installation_id}/access_tokens", "post", "201");
        token["expires_at"] = "2099-01-01T00:00:00Z";
        return token;
    }

    private Task CreateAsync(HttpContext context, JsonNode body)
    {
        var hook = AddWebhook("https://example.org/");
        Take(hook, body);
        return WriteAsync(context, 201, hook);
    }

    private Task ChangeAsync(HttpContext context, long id, JsonNode body)
    {
        if (hooks.Find(one => (long)one["id"]! == id) is not { } hook)
        {
            return WriteAsync(context, 404, Missing);
        }

        Take(hook, body);
        return WriteAsync(context, 200, hook);
    }

    // As GitHub does: a secret is never shown again.
    private static void Take(JsonObject hook, JsonNode body)
    {
        hook["active"] = body["active"]!.DeepClone();
        hook["events"] = body["events"]!.DeepClone();
        var config = (JsonObject)body["config"]!.DeepClone();
        config["secret"] = "********";
        hook["config"] = config;
    }

    private Task RemoveAsync(HttpContext context, long id)
    {
        context.Response.StatusCode = hooks.RemoveAll(hook => (long)hook["id"]! == id) > 0 ? 204 : 404;
        return Task.CompletedTask;
    }

    private Task PingAsync(HttpContext context)
    {
        AddDelivery("ping", PingStatus, string.Create(CultureInfo.InvariantCulture, $"ping-{lastId}"));
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    private static long IdOf(string path) => long.Parse(Id().Match(path).Groups["id"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<name>hooks|deliveries|check-runs|installations)/(?<id>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Id();
}
