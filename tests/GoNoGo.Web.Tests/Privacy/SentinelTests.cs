using System.Security.Cryptography;
using System.Text;
using GoNoGo.Accounts.Sessions;
using GoNoGo.Accounts.Users;
using GoNoGo.Comments.Moderation;
using GoNoGo.Gdpr.Erasure;
using GoNoGo.Gdpr.Subjects;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using GoNoGo.Testing;
using GoNoGo.Web.Access;
using GoNoGo.Web.Tests.Api;
using GoNoGo.Web.Tests.Comments;
using GoNoGo.Web.Tests.Telemetry;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GoNoGo.Web.Tests.Privacy;

/// <summary>
/// A marked address, name and text go in through every endpoint of the route table, by whoever may use it: the address and its unkeyed
/// digests lie nowhere but in the mails that have left, the log and what goes to a collector know none of them, and after the erasure
/// nothing does.
/// </summary>
public sealed class SentinelTests(SentinelTests.LoggedBlog blog) : IClassFixture<SentinelTests.LoggedBlog>
{
    private const string Email = "sentinel-83f1c2@example.org";
    private const string Name = "sentinel-name-83f1c2";
    private const string Text = "sentinel-text-83f1c2";

    private static readonly Marks Visitor = new(Email, Name, Text);
    private static readonly Marks Staff = new("staff-83f1c2@example.org", "staff-name-83f1c2", "staff-text-83f1c2");

    private IReadOnlyList<RouteEndpoint> Endpoints =>
        [.. blog.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    [Fact]
    public void Every_endpoint_that_takes_something_is_among_the_ways_in() =>
        Assert.Equal(WaysIn.Of(Endpoints).Order(StringComparer.Ordinal), WaysIn.Listed.Order(StringComparer.Ordinal));

    [Fact]
    public async Task The_address_lies_nowhere_but_in_sent_mails_and_after_erasure_no_mark_lies_anywhere()
    {
        var manage = await EnterEverywhereAsync();
        await blog.HasMailAsync(Email);

        string[] marks = [.. Digests(), Email, Marks.Network];
        string[] typed = [Name, Text, Staff.Email, Staff.Name, Staff.Text];
        Assert.DoesNotContain(FileTraces.Of(blog.DataPath, [.. marks, Staff.Email]), trace => !IsMail(trace));
        Assert.DoesNotContain(blog.Lines, line => marks.Concat(typed).Any(mark => line.Contains(mark, StringComparison.Ordinal)));
        var sent = blog.FlushTelemetry();
        Assert.Contains("/posts/{slug}/comments", sent, StringComparison.Ordinal);
        Assert.All([.. marks, .. typed], mark => Assert.DoesNotContain(mark, sent, StringComparison.Ordinal));
        await OthersSeeNothingAsync(Email, Staff.Email, Staff.Name, Staff.Text);

        using var scope = blog.Services.CreateScope();
        var tag = scope.ServiceProvider.GetRequiredService<Pseudonyms>().Tag(EmailAddress.TryParse(Email)!);
        var subject = await scope.ServiceProvider.GetRequiredService<SubjectDirectory>()
            .FindAsync(tag, TestContext.Current.CancellationToken);
        await scope.ServiceProvider.GetRequiredService<Erasures>().EraseAsync(
            ErasureKind.Subject, subject!.Value.Value, AuditActor.Operator, TestContext.Current.CancellationToken);

        // The tag of the address stays for a day in the count of mails that have left, as the declaration says.
        Assert.DoesNotContain(FileTraces.Of(blog.DataPath, [.. marks, Name, Text]), trace => !IsMail(trace));
        await OthersSeeNothingAsync(Email, Name, Text);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await blog.Reader.OpenAsync(manage)).Answer.Status);
    }

    /// <summary>Answers the path of a comment's own page.</summary>
    private async Task<string> EnterEverywhereAsync()
    {
        var comment = ApiClient.Comment(Text);
        (comment["author_email"], comment["author_name"], comment["notify_replies"]) = (Email, Name, true);
        var (id, manage) = await blog.Reader.TakeCommentAsync("post-1", comment);
        await blog.ApproveAsync(id);
        (string, string)[] typed = [("author_email", Email), ("author_name", Name), ("content", Text)];
        var page = await blog.Reader.OpenAsync("/posts/post-2/");
        var preview = await blog.Reader.PressAsync(page.Page, "preview", typed);
        await blog.Reader.PressAsync(preview.Page, "send", [.. typed, ("gdpr_consent", "true")]);
        comment["gdpr_consent"] = false;
        await blog.Reader.SendCommentAsync("post-1", comment);
        await blog.Reader.SendCommentAsync("post-1", $"{{\"author_email\": \"{Email}\", \"no_such_member\": \"{Text}\"}}");
        await blog.Reader.PostFormAsync("/privacy", [new("email", Email)]);
        await blog.Reader.PostFormAsync("/privacy/check/", [new("document", Email)]);
        await blog.Reader.PostFormAsync($"/posts/post-1/comments/{id:D}/report", [new("reason", "other"), new("text", Text)]);
        await ActOnOwnCommentAsync(comment);
        foreach (var browser in new[] { blog.NewReader(), await blog.NewAdministratorAsync() })
        {
            foreach (var request in WaysIn.Requests(Endpoints.Where(IsNoWayOut), Visitor, Staff))
            {
                using (request)
                {
                    using var answer = await browser.SendAsync(request, TestContext.Current.CancellationToken);
                }
            }
        }

        return new Uri(manage).AbsolutePath;
    }

    /// <summary>What an author can write beside the comment: a change, an appeal, a correction.</summary>
    private async Task ActOnOwnCommentAsync(System.Text.Json.Nodes.JsonObject comment)
    {
        comment["gdpr_consent"] = true;
        var (id, manage) = await blog.Reader.TakeCommentAsync("post-3", comment);
        var own = new Uri(manage).AbsolutePath;
        await blog.Reader.PostFormAsync(own, [new("step", "edit"), new("content", $"{Text} again")]);
        await blog.RejectAsync(id);
        await blog.Reader.PostFormAsync(own, [new("step", "appeal"), new("appeal", Text)]);
        await blog.Reader.PostFormAsync(
            own.Replace("/comments/", "/privacy/comment/", StringComparison.Ordinal),
            [new("step", "rectify"), new("author_name", Name), new("content", $"{Text} corrected"), new("text", Text)]);
    }

    /// <summary>Who signs out, or ends their sessions, gets no further.</summary>
    private static bool IsNoWayOut(RouteEndpoint endpoint) =>
        endpoint.RoutePattern.RawText is not ("/admin/sign-out/" or "/account/sign-out/");

    private async Task OthersSeeNothingAsync(params string[] marks)
    {
        string[] paths =
        [
            "/", "/posts/post-1/", "/posts/post-2/", "/posts/post-1/comments.atom", "/api/v1/posts/post-1/comments", "/feed.xml",
            "/privacy",
        ];
        foreach (var path in paths)
        {
            var answer = await blog.NewReader().AskAsync(path);
            Assert.All(marks, mark => Assert.DoesNotContain(mark, answer.Text, StringComparison.Ordinal));
        }
    }

    private static bool IsMail(string trace) => trace.Contains(".eml: ", StringComparison.Ordinal);

    /// <summary>What an address would be turned into by who thinks that a hash hides it: whole, and cut to 16 digits.</summary>
    private static IEnumerable<string> Digests()
    {
        var bytes = Encoding.UTF8.GetBytes(Email);
#pragma warning disable CA5350, CA5351 // That nobody uses weak digests of an address is what is tested.
        foreach (var digest in new[] { MD5.HashData(bytes), SHA1.HashData(bytes), SHA256.HashData(bytes), SHA512.HashData(bytes) })
#pragma warning restore CA5350, CA5351
        {
            yield return Convert.ToHexStringLower(digest)[..16];
            yield return Convert.ToHexString(digest)[..16];
            yield return Convert.ToBase64String(digest)[..16];
        }
    }

    /// <summary>A blog whose log is kept.</summary>
    public sealed class LoggedBlog : CommentedBlog
    {
        private readonly LineLog log = new();
        private readonly Collector collector = new();

        public IReadOnlyList<string> Lines => log.Written;

        protected override IReadOnlyDictionary<string, string?> Configuration => new Dictionary<string, string?>
        {
            ["GoNoGo:Telemetry:OtlpEndpoint"] = collector.Address.ToString(),
        };

        public override async ValueTask InitializeAsync()
        {
            await collector.StartAsync();
            await base.InitializeAsync();
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await collector.DisposeAsync();
            GC.SuppressFinalize(this);
        }

        /// <summary>All spans, metrics and lines that went to the collector.</summary>
        public string FlushTelemetry()
        {
            Collector.Flush(Services);
            return collector.Sent();
        }

        /// <summary>A browser of somebody of the staff who may do everything.</summary>
        public async Task<HttpClient> NewAdministratorAsync()
        {
            await using var scope = Services.CreateAsyncScope();
            var directory = scope.ServiceProvider.GetRequiredService<StaffDirectory>();
            await directory.AddAsync(by: null, "sentinel", StaffRoles.Administrator, TestContext.Current.CancellationToken);
            var account = Assert.Single(await directory.ListAsync(TestContext.Current.CancellationToken));
            var sessions = scope.ServiceProvider.GetRequiredService<SessionStore>();
            var begun = await scope.ServiceProvider.GetRequiredService<UnitOfWork>().RunAsync<string>(
                (transaction, _) => Task.FromResult<Result<string>>(
                    sessions.Begin(transaction, account.Id, SignInMethod.Passkey, new Visit(null, "Firefox on Linux"))),
                TestContext.Current.CancellationToken);
            var browser = NewReader();
            browser.DefaultRequestHeaders.Add("Cookie", $"{SessionCookie.LoopbackName}={begun.Value}");
            browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
            return browser;
        }

        public async Task RejectAsync(Guid id)
        {
            await using var scope = Services.CreateAsyncScope();
            Assert.Null((await scope.ServiceProvider.GetRequiredService<ModerationService>().RejectAsync(
                id, reason: null, ModeratorIdentity.Operator, TestContext.Current.CancellationToken)).Error);
        }

        public Task HasMailAsync(string address) => Eventually.HoldsAsync(
            $"{address} got mails",
            () => Task.FromResult(FileTraces.Of(DataPath, $"To: {address}").Any()),
            TestContext.Current.CancellationToken);

        protected override void Adjust(IServiceCollection services)
        {
            base.Adjust(services);
            services.AddSingleton<ILoggerProvider>(log);
        }
    }

    private sealed class LineLog : ILoggerProvider, ILogger
    {
        private readonly List<string> written = [];

        public IReadOnlyList<string> Written
        {
            get
            {
                lock (written)
                {
                    return [.. written];
                }
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (written)
            {
                written.Add($"{formatter(state, exception)} {exception}");
            }
        }

        public void Dispose()
        {
        }
    }
}
