using System.CommandLine;
using System.Text.Json;
using GoNoGo.Blog;
using GoNoGo.Blog.Content;
using GoNoGo.Blog.Posts;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Hosting;
using GoNoGo.Web.Pages;
using Microsoft.Extensions.Options;

namespace GoNoGo.Web.Cli;

/// <summary><c>gonogo draft</c>: posts that are not published, and links by which somebody may read one.</summary>
internal static class DraftCommand
{
    public static Command Describe(SettingOptions options, TimeProvider clock) => new ExampleCommand(
        "draft", "Shows posts to somebody before they are published.", "gonogo draft link my-next-post")
    {
        List(options, clock),
        Link(options, clock),
    };

    private static ExampleCommand List(SettingOptions options, TimeProvider clock)
    {
        var json = new Option<bool>("--json") { Description = "Print all rows as JSON" };
        var command = new ExampleCommand(
            "list", "Lists the drafts, what is to come and what has expired, by slug.", "gonogo draft list") { json };
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            if (!(await KeptBackAsync(services, cancellationToken)).Succeeded(out var posts, out var refusal))
            {
                return refusal;
            }

            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                var items = posts.Select(post => new { post.Slug, post.Title, post.IsDraft, post.PublishedAt, post.ExpiresAt });
                await output.WriteLineAsync(JsonSerializer.Serialize(new { Items = items, Next = (string?)null }, CommandJson.Options));
                return ExitCode.Done;
            }

            foreach (var post in posts)
            {
                await output.WriteLineAsync($"{Printable.Line(post.Slug),-30}  {Printable.Line(post.Title)}");
            }

            return ExitCode.Done;
        }));
        return command;
    }

    private static ExampleCommand Link(SettingOptions options, TimeProvider clock)
    {
        var slug = new Argument<string>("SLUG") { Description = "The post's slug, as draft list shows it" };
        var json = new Option<bool>("--json") { Description = "Print slug and link as JSON" };
        var command = new ExampleCommand(
            "link",
            "Prints a link by which whoever has it reads the post for 7 days. Replacing the key draft-link ends all such links.",
            "gonogo draft link my-next-post")
        {
            slug,
            json,
        };
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            await services.GetRequiredService<Preparation>().RunAsync(cancellationToken);
            var wanted = parsed.GetRequiredValue(slug);
            if (!(await KeptBackAsync(services, cancellationToken)).Succeeded(out var posts, out var refusal))
            {
                return refusal;
            }
            else if (posts.All(post => post.Slug != wanted))
            {
                return new PostNotFound();
            }

            await services.EnterAsync(AuditIdentity.Operator.Act("draft.linked", "post", wanted), cancellationToken);
            var path = DraftEndpoint.AddressOf(wanted, services.GetRequiredService<DraftLinks>().TokenFor(wanted));
            var link = services.GetRequiredService<PublicAddress>().Absolute(path).AbsoluteUri;
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                parsed.GetValue(json) ? JsonSerializer.Serialize(new { Slug = wanted, Link = link }, CommandJson.Options) : link);
            return ExitCode.Done;
        }));
        return command;
    }

    private static async Task<Result<List<Post>>> KeptBackAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var served = await ContentCheck.CheckServedAsync(
            services.GetRequiredService<IOptions<DataOptions>>().Value.Path,
            services.GetRequiredService<IOptions<ContentOptions>>().Value.Folder,
            progress: null,
            cancellationToken);
        return served.Succeeded(out var report, out var refusal)
            ? report.All.Where(post => !post.IsPublished(now)).OrderBy(post => post.Slug, StringComparer.Ordinal).ToList()
            : refusal;
    }
}
