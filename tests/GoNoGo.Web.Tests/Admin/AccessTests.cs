using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using GoNoGo.Accounts.Tokens;
using GoNoGo.Accounts.Users;
using GoNoGo.Web.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Web.Tests.Admin;

/// <summary>
/// Every endpoint of the route table: it says who may use it, docs/operations/access.md repeats it (GONOGO_REGENERATE=1 writes it anew),
/// and over HTTP exactly those may.
/// </summary>
public sealed class AccessTests(StaffBlog blog) : IClassFixture<StaffBlog>
{
    private const string Document = "docs/operations/access.md";
    private const string Introduction = """
        # Who may use what

        Every address that the program answers, and who may use it. Where a permission is named, somebody has to be signed in
        whose roles include it; "commenters" are those who are signed in by a mailed link, and nobody else. "Asks again" means that
        they must have shown who they are within 15 minutes, in the network they are in. "By token" means that a program may use it
        in their name, with an API token that carries the permission. What does not stand here is closed. This page is generated
        from the routes.


        """;

    private static readonly StaffRoles?[] Askers = [null, .. RolePermissions.Roles.Select(role => (StaffRoles?)role)];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_endpoint_says_who_may_use_it() => Assert.Empty(Unmarked(Endpoints()));

    [Fact]
    public void An_endpoint_without_a_mark_is_found()
    {
        var endpoint = new RouteEndpointBuilder(_ => Task.CompletedTask, RoutePatternFactory.Parse("/open"), 0).Build();

        Assert.Equal(["/open"], Unmarked([(RouteEndpoint)endpoint]));
    }

    [Fact]
    public void The_document_lists_every_endpoint_with_its_permission()
    {
        var path = Path.Combine(Root(), Document);
        var expected = Text();
        if (Environment.GetEnvironmentVariable("GONOGO_REGENERATE") == "1")
        {
            File.WriteAllText(path, expected);
        }

        Assert.True(File.Exists(path) && File.ReadAllText(path) == expected, $"{path} is stale; run this test with GONOGO_REGENERATE=1.");
    }

    [Fact]
    public async Task Every_endpoint_answers_exactly_those_whose_role_allows_it()
    {
        await blog.AppearsAsync("/");
        var wrong = new List<string>();
        foreach (var endpoint in Endpoints())
        {
            var permission = EndpointAccess.Of(endpoint)!.Permission;
            var isForCommenters = EndpointAccess.Of(endpoint)!.IsForCommenters;
            foreach (var method in MethodsOf(endpoint))
            {
                foreach (var role in Askers)
                {
                    var mayUse = !isForCommenters && (permission is not { } needed || role?.Allow(needed) is true);
                    var outcome = await AskAsync(method, PathOf(endpoint), role);
                    if (outcome.WasLetIn != mayUse)
                    {
                        wrong.Add($"{method} {endpoint.RoutePattern.RawText} as {role?.ToString() ?? "nobody"}: {outcome.Status}");
                    }
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_commenter_opens_what_is_open_and_their_own_pages_alone()
    {
        await blog.AppearsAsync("/");
        using var commenter = await blog.NewCommenterAsync("access@example.org");
        var wrong = new List<string>();
        foreach (var endpoint in Endpoints().Where(endpoint => endpoint.RoutePattern.RawText != "/account/sign-out/"))
        {
            var mayUse = EndpointAccess.Of(endpoint)!.Permission is null;
            foreach (var method in MethodsOf(endpoint))
            {
                var outcome = await AskAsync(commenter, method, PathOf(endpoint), isNobody: !mayUse);
                if (outcome.WasLetIn != mayUse)
                {
                    wrong.Add($"{method} {endpoint.RoutePattern.RawText}: {outcome.Status}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("/admin/requests/{id:guid}/acceptance/")]
    [InlineData("/admin/retention/sweep/")]
    [InlineData("/admin/retention/holds/")]
    [InlineData("/admin/retention/holds/{id:guid}/end/")]
    [InlineData("/admin/events/{id:guid}/discard/")]
    [InlineData("/api/v1/privacy/requests/{id:guid}/acceptance")]
    [InlineData("/api/v1/comments/{id:guid}/hold")]
    [InlineData("/api/v1/events/{id:guid}/discard")]
    public void What_erases_holds_or_gives_up_asks_again(string pattern)
    {
        var endpoints = Endpoints()
            .Where(endpoint => endpoint.RoutePattern.RawText == pattern && EndpointAccess.Of(endpoint)!.Permission is not null)
            .ToList();

        Assert.NotEmpty(endpoints);
        Assert.All(endpoints, endpoint => Assert.NotNull(endpoint.Metadata.GetMetadata<AsksAgain>()));
    }

    [Fact]
    public void A_token_is_offered_what_some_address_of_the_API_asks_for_or_shows_by_it()
    {
        var asked = Endpoints()
            .Where(endpoint => endpoint.Metadata.GetMetadata<TakesTokens>() is not null)
            .Select(endpoint => EndpointAccess.Of(endpoint)!.Permission)
            .OfType<Permission>()
            .Append(Permission.ManageContent) // What can_edit says of a post.
            .Distinct();

        Assert.Equal(asked.Order(), ApiTokens.Offered(StaffRoles.Administrator).Order());
    }

    [Fact]
    public async Task A_token_opens_exactly_what_of_the_API_it_carries_and_no_page_of_the_admin()
    {
        await blog.AppearsAsync("/");
        var wrong = new List<string>();
        foreach (var carried in ApiTokens.Offered(StaffRoles.Administrator))
        {
            var token = await blog.NewTokenAsync(StaffRoles.Administrator, 365, carried);
            foreach (var endpoint in Endpoints())
            {
                var needed = EndpointAccess.Of(endpoint)!.Permission;
                var isOfApi = endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal) // All have a text.
                    || endpoint.RoutePattern.RawText == "/health"; // Programs watch over the blog.
                var isOpen = needed is null && !EndpointAccess.Of(endpoint)!.IsForCommenters;
                var isWithin = isOpen || (isOfApi && needed == carried);
                var isAsked = isWithin && endpoint.Metadata.GetMetadata<AsksAgain>() is not null; // Nobody is there who could answer.
                foreach (var method in MethodsOf(endpoint))
                {
                    using var program = blog.NewBrowser();
                    program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
                    var outcome = await AskAsync(program, method, PathOf(endpoint), isNobody: needed is not null && !isOfApi);
                    if (outcome.WasLetIn != isWithin || (isAsked && (int)outcome.Status is not (403 or 415)))
                    {
                        wrong.Add($"{method} {endpoint.RoutePattern.RawText} with {carried}: {outcome.Status}");
                    }
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task An_address_that_nobody_has_marked_is_closed_to_an_administrator_too()
    {
        using var host = await UnmarkedHost.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync("/open", Cancelled)).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await host.Client.PostAsync("/marked", null, Cancelled)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/marked", Cancelled)).StatusCode);
    }

    [Fact]
    public async Task Forms_of_an_address_lead_around_no_permission()
    {
        using var moderator = await blog.NewPersonAsync(StaffRoles.Moderator);
        string[] forms =
        [
            "/admin/people", "/ADMIN/People/", "/admin//people/", "/admin/./people/", "/admin/x/../people/",
            "/admin/people/%2e", "/admin/people;/",
        ];

        foreach (var form in forms)
        {
            var answer = await moderator.GetAsync(new Uri(blog.Address + form.TrimStart('/')), Cancelled);
            Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    private async Task<(bool WasLetIn, HttpStatusCode Status)> AskAsync(string method, string path, StaffRoles? role)
    {
        using var browser = role is { } one ? await blog.NewPersonAsync(one) : blog.NewBrowser();
        return await AskAsync(browser, method, path, isNobody: role is null);
    }

    private static async Task<(bool WasLetIn, HttpStatusCode Status)> AskAsync(
        HttpClient browser, string method, string path, bool isNobody)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method == HttpMethods.Post)
        {
            request.Content = new FormUrlEncodedContent([]);
        }

        using var answer = await browser.SendAsync(request, Cancelled);
        var isSentToSignIn = answer.StatusCode == HttpStatusCode.SeeOther
            && (answer.Headers.Location?.OriginalString.StartsWith("/admin/sign-in/", StringComparison.Ordinal) is true
                || answer.Headers.Location?.OriginalString == "/account/sign-in/")
            && !path.StartsWith("/admin/sign-out", StringComparison.Ordinal);
        var isSignedOut = answer.Headers.Location?.OriginalString.Contains("done=signed-out", StringComparison.Ordinal) is true;
        var isOfAdmin = path.StartsWith("/admin", StringComparison.Ordinal);
        var text = await answer.Content.ReadAsStringAsync(Cancelled);
        var isRefused = answer.StatusCode == HttpStatusCode.Unauthorized
            || (method == HttpMethods.Head && answer.StatusCode == HttpStatusCode.Forbidden)
            || text.Contains(new NotPermitted().Message, StringComparison.Ordinal)
            || (answer.StatusCode == HttpStatusCode.SeeOther && isNobody && !isSignedOut && isOfAdmin);
        return (!isRefused && !isSentToSignIn, answer.StatusCode);
    }

    /// <summary>The patterns of all that can be read.</summary>
    internal static IEnumerable<string> ReadableOf(StaffBlog blog) =>
        blog.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => MethodsOf(endpoint).Contains(HttpMethods.Get))
            .Select(endpoint => endpoint.RoutePattern.RawText ?? "");

    private IReadOnlyList<RouteEndpoint> Endpoints() =>
        [.. blog.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    private static IEnumerable<string?> Unmarked(IEnumerable<RouteEndpoint> endpoints) =>
        endpoints.Where(endpoint => EndpointAccess.Of(endpoint) is null).Select(endpoint => endpoint.RoutePattern.RawText);

    /// <summary>Where none is named the endpoint takes those that no other of its path does; that one no path of ours has.</summary>
    private static IReadOnlyList<string> MethodsOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : [HttpMethods.Patch];

    private static string PathOf(RouteEndpoint endpoint) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment =>
        string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            RoutePatternParameterPart { ParameterPolicies: var policies } =>
                policies.Any(policy => policy.Content == "guid") ? Guid.Empty.ToString("D") : policies.Count > 0 ? "1" : "sample",
            _ => "",
        })))) + (endpoint.RoutePattern.RawText is [.., '/'] and not "/" ? "/" : "");

    private string Text()
    {
        var text = new StringBuilder(Introduction);
        text.Append("## Roles\n\n| permission |");
        text.Append(string.Concat(RolePermissions.Roles.Select(role => $" {RolePermissions.NameOf(role)} |")));
        text.Append("\n|---|---|---|---|---|\n");
        foreach (var permission in Enum.GetValues<Permission>())
        {
            var marks = RolePermissions.Roles.Select(role => role.Allow(permission) ? " yes |" : " – |");
            text.Append(CultureInfo.InvariantCulture, $"| {permission} |{string.Concat(marks)}\n");
        }

        text.Append("\n## Addresses\n\n| address | methods | who | asks again | by token |\n|---|---|---|---|---|\n");
        var sorted = Endpoints()
            .OrderBy(one => one.RoutePattern.RawText, StringComparer.Ordinal)
            .ThenBy(one => MethodsOf(one)[0], StringComparer.Ordinal);
        foreach (var endpoint in sorted)
        {
            var named = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods;
            var methods = named is { Count: > 0 } ? string.Join(", ", named) : "others";
            var access = EndpointAccess.Of(endpoint);
            var who = access?.Permission?.ToString() ?? (access?.IsForCommenters is true ? "commenters" : "everyone");
            var again = endpoint.Metadata.GetMetadata<AsksAgain>() is null ? "" : "yes";
            var takesTokens = endpoint.Metadata.GetMetadata<TakesTokens>() is not null;
            var program = takesTokens && EndpointAccess.Of(endpoint)?.Permission is not null ? "yes" : "";
            text.Append(CultureInfo.InvariantCulture, $"| `{endpoint.RoutePattern.RawText}` | {methods} | {who} | {again} | {program} |\n");
        }

        return text.ToString();
    }

    internal static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "GoNoGo.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        return folder.FullName;
    }
}
