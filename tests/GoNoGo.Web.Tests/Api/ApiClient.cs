using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GoNoGo.Web.Tests.Api;

/// <summary>Talks to the JSON API as an integrator's program does.</summary>
internal static class ApiClient
{
    public static JsonObject Comment(string content = "Well said.") => new() { ["content"] = content, ["gdpr_consent"] = true };

    public static Task<ApiAnswer> SendCommentAsync(this HttpClient client, string slug, JsonObject comment, string? key = null) =>
        client.SendCommentAsync(slug, comment.ToJsonString(), key);

    public static async Task<ApiAnswer> SendCommentAsync(
        this HttpClient client, string slug, string body, string? key = null, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/posts/{slug}/comments")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await client.AskAsync(request);
    }

    public static async Task<ApiAnswer> AskAsync(this HttpClient client, string path, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        return await client.AskAsync(request);
    }

    public static async Task<ApiAnswer> AskAsync(this HttpClient client, HttpRequestMessage request)
    {
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new ApiAnswer(response.StatusCode, headers, text);
    }

    /// <summary>Sends a comment that must be taken.</summary>
    public static async Task<(Guid Id, string ManageUrl)> TakeCommentAsync(this HttpClient client, string slug, JsonObject comment)
    {
        var answer = await client.SendCommentAsync(slug, comment);
        Assert.True(answer.Status == HttpStatusCode.Created, answer.Text);
        return (answer.Json.GetProperty("id").GetGuid(), answer.Json.GetProperty("manage_url").GetString()!); // A string by the promise.
    }
}

/// <summary>What the server answered.</summary>
internal sealed record ApiAnswer(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, string Text)
{
    private readonly Lazy<JsonElement> json = new(() => JsonDocument.Parse(Text).RootElement);

    public JsonElement Json => json.Value;

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>The names of an object's members, sorted.</summary>
    public static IEnumerable<string> Names(JsonElement value) =>
        value.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal);

    /// <summary>That it is problem details, of a type where one is given, and kept nowhere.</summary>
    public ApiAnswer AssertProblem(HttpStatusCode status, string? code = null)
    {
        Assert.True(Status == status, $"{(int)Status} {Text}");
        Assert.Equal("application/problem+json", Header("Content-Type")?.Split(';')[0]);
        Assert.Matches($"^urn:gonogo:problem:{code ?? "[a-z_]+"}$", Json.GetProperty("type").GetString());
        Assert.Equal((int)status, Json.GetProperty("status").GetInt32());
        AssertSafe();
        Assert.Equal("no-store", Header("Cache-Control"));
        return this;
    }

    /// <summary>That the fields named are these.</summary>
    public void AssertFields(params string[] fields) => Assert.Equal(
        fields, Json.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("field").GetString()));

    public void AssertSafe()
    {
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        Assert.Contains("default-src 'none'", Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.NotNull(Header("Referrer-Policy"));
        Assert.Null(Header("Set-Cookie"));
        Assert.Null(Header("Server"));
    }
}
