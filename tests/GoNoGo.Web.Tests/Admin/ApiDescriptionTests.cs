using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using GoNoGo.Accounts.Users;
using GoNoGo.Web.Api.Description;
using GoNoGo.Web.Tests.Api;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Web.Tests.Admin;

/// <summary>The description of the API: whole, as docs/openapi.json has it (GONOGO_REGENERATE=1 writes it anew), and true.</summary>
public sealed class ApiDescriptionTests(StaffBlog blog) : IClassFixture<StaffBlog>
{
    private const string Document = "docs/openapi.json";
    private const string LinterVariable = "GONOGO_SPECTRAL";

    // What a route of another comment than the one that is there says, and whatever is not about the body that was sent.
    private static readonly HttpStatusCode[] TakenInForm =
        [HttpStatusCode.OK, HttpStatusCode.Created, HttpStatusCode.NotFound, HttpStatusCode.Conflict];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_description_is_the_one_that_is_kept()
    {
        var described = await blog.Reader.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), Cancelled);
        var path = Path.Combine(AccessTests.Root(), Document);
        if (Environment.GetEnvironmentVariable("GONOGO_REGENERATE") == "1")
        {
            await File.WriteAllTextAsync(path, described + "\n", Cancelled);
        }

        var isFresh = File.Exists(path) && await File.ReadAllTextAsync(path, Cancelled) == described + "\n";
        Assert.True(isFresh, $"{path} is stale; run this test with GONOGO_REGENERATE=1 and look at what has changed.");
    }

    [Fact]
    public void Every_route_of_the_api_is_described()
    {
        var routes = blog.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText?.StartsWith("/api/v1/", StringComparison.Ordinal) is true
                && endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 })
            .ToList();

        Assert.NotEmpty(routes);
        Assert.DoesNotContain(routes, route => route.Metadata.GetMetadata<ApiOperation>() is null);
        Assert.DoesNotContain(routes.GroupBy(route => route.Metadata.GetMetadata<ApiOperation>()?.Id), same => same.Count() > 1);
    }

    [Fact]
    public async Task An_independent_linter_finds_nothing()
    {
        var linter = Environment.GetEnvironmentVariable(LinterVariable);
        Assert.SkipWhen(string.IsNullOrEmpty(linter), $"{LinterVariable} names no spectral; scripts/test installs it where npm is");
        var ruleset = Path.GetTempFileName() + ".yaml";
        await File.WriteAllTextAsync(ruleset, "extends: [\"spectral:oas\"]\n", Cancelled);
        var start = new ProcessStartInfo(linter!, [ // Skipped above where there is none.
            "lint", Path.Combine(AccessTests.Root(), Document), "--ruleset", ruleset, "--fail-severity", "warn"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var linting = Process.Start(start) ?? throw new InvalidOperationException("The linter did not start.");
        var (said, complained) = (linting.StandardOutput.ReadToEndAsync(Cancelled), linting.StandardError.ReadToEndAsync(Cancelled));
        await linting.WaitForExitAsync(Cancelled);
        File.Delete(ruleset);

        Assert.True(linting.ExitCode == 0, await said + await complained);
    }

    [Fact]
    public async Task Every_example_is_taken_and_every_member_that_is_described()
    {
        using var person = await blog.NewPersonAsync(StaffRoles.Administrator);
        using var description = JsonDocument.Parse(await person.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), Cancelled));
        var schemas = description.RootElement.GetProperty("components").GetProperty("schemas");
        var tried = 0;
        foreach (var path in description.RootElement.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject().Where(one => one.Value.TryGetProperty("requestBody", out _)))
            {
                tried++;
                var content = operation.Value.GetProperty("requestBody").GetProperty("content").GetProperty("application/json");
                var address = path.Name.Replace("{slug}", "post-1", StringComparison.Ordinal)
                    .Replace("{id}", Guid.Empty.ToString(), StringComparison.Ordinal);
                var taken = await SendAsync(person, operation.Name, address, content.GetProperty("example").GetRawText());
                Assert.True(TakenInForm.Contains(taken.Status), $"{operation.Name} {path.Name}: {taken.Text}");

                var schema = content.GetProperty("schema").GetProperty("$ref").GetString()!.Split('/')[^1]; // It is described by name.
                foreach (var member in schemas.GetProperty(schema).GetProperty("properties").EnumerateObject())
                {
                    var alone = await SendAsync(person, operation.Name, address, $"{{\"{member.Name}\": null}}");
                    Assert.DoesNotContain("unknown_member", alone.Text, StringComparison.Ordinal);
                }

                var unknown = await SendAsync(person, operation.Name, address, "{\"no_such_member\": 1}");
                Assert.Contains("unknown_member", unknown.Text, StringComparison.Ordinal);
            }
        }

        Assert.True(tried >= 10, $"{tried} operations have a body.");
    }

    [Fact]
    public async Task What_everybody_reads_has_a_tag_and_is_not_sent_twice()
    {
        using var first = await blog.Reader.GetAsync(new Uri("/api/v1/posts/post-1/comments", UriKind.Relative), Cancelled);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/v1/posts/post-1/comments");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!); // Its lack fails the test.
        using var second = await blog.Reader.SendAsync(again, Cancelled);
        var (id, _) = await blog.Reader.TakeCommentAsync("post-1", ApiClient.Comment("Changes the list"));
        await blog.ApproveAsync(id);
        using var later = new HttpRequestMessage(HttpMethod.Get, "/api/v1/posts/post-1/comments");
        later.Headers.IfNoneMatch.Add(first.Headers.ETag!); // As above.
        using var third = await blog.Reader.SendAsync(later, Cancelled);

        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.NotModified, HttpStatusCode.OK), (first.StatusCode, second.StatusCode, third.StatusCode));
    }

    [Theory]
    [InlineData("/", "If-None-Match")]
    [InlineData("/api/v1/posts", "If-None-Match")]
    [InlineData("/post-1.png", "If-None-Match")]
    [InlineData("/post-1.png", "If-Range")]
    public async Task A_condition_that_cannot_be_read_is_none(string path, string header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation(header, "\"a\", W/");
        using var answer = await blog.Reader.SendAsync(request, Cancelled);

        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound, answer.StatusCode.ToString());
    }

    [Fact]
    public async Task The_next_page_of_a_list_stands_in_a_link_header_too()
    {
        var (one, _) = await blog.Reader.TakeCommentAsync("post-2", ApiClient.Comment("One"));
        var (two, _) = await blog.Reader.TakeCommentAsync("post-2", ApiClient.Comment("Two"));
        await blog.ApproveAsync(one, two);

        using var answer = await blog.Reader.GetAsync(new Uri("/api/v1/posts/post-2/comments?limit=1", UriKind.Relative), Cancelled);
        var next = (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled)).GetProperty("next").GetString();

        Assert.Equal($"<{next}>; rel=\"next\"", Assert.Single(answer.Headers.GetValues("Link")));
    }

    [Fact]
    public async Task A_decision_is_made_only_on_what_was_looked_at()
    {
        using var moderator = await blog.NewPersonAsync(StaffRoles.Moderator);
        var (id, _) = await blog.Reader.TakeCommentAsync("post-3", ApiClient.Comment("Looked at"));
        using var looked = await moderator.GetAsync(new Uri($"/api/v1/moderation/comments/{id}", UriKind.Relative), Cancelled);
        var tag = looked.Headers.ETag!; // Its lack fails the test.

        using var other = await DecideAsync(moderator, id, new EntityTagHeaderValue("\"77\""));
        using var foreign = await DecideAsync(moderator, id, new EntityTagHeaderValue("\"none of ours\""));
        using var same = await DecideAsync(moderator, id, tag);
        using var late = await DecideAsync(moderator, id, tag);

        Assert.Equal(HttpStatusCode.PreconditionFailed, other.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, foreign.StatusCode);
        Assert.Equal(HttpStatusCode.OK, same.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, late.StatusCode);
    }

    [Fact]
    public async Task The_reader_of_the_description_comes_from_this_server_alone()
    {
        using var moved = await blog.Reader.GetAsync(new Uri("/api", UriKind.Relative), Cancelled);
        using var page = await blog.Reader.GetAsync(new Uri("/api/", UriKind.Relative), Cancelled);
        using var script = await blog.Reader.GetAsync(new Uri("/api/scalar.js", UriKind.Relative), Cancelled);
        using var packed = new HttpRequestMessage(HttpMethod.Get, "/api/scalar.js");
        packed.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        using var small = await blog.Reader.SendAsync(packed, Cancelled);

        Assert.Equal("/api/", moved.Headers.Location?.OriginalString);
        Assert.Contains("script-src 'self';", Assert.Single(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Contains("createApiReference", await script.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        Assert.Equal("gzip", Assert.Single(small.Content.Headers.ContentEncoding));
    }

    private static async Task<HttpResponseMessage> DecideAsync(HttpClient moderator, Guid comment, EntityTagHeaderValue tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/comments/{comment}/approval");
        request.Headers.IfMatch.Add(tag);
        request.Content = JsonContent.Create(new { });
        return await moderator.SendAsync(request, Cancelled);
    }

    private static async Task<(HttpStatusCode Status, string Text)> SendAsync(HttpClient person, string method, string path, string body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method.ToUpperInvariant()), path);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await person.SendAsync(request, Cancelled);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancelled));
    }
}
