using System.Net;
using GoNoGo.Blog.Content;
using GoNoGo.Web.Tests.Api;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Web.Tests.Following;

/// <summary>A blog whose repository is looked at when a test says so, so that each look is one poll.</summary>
public sealed class FollowedBlog : CommentedBlog
{
    private static readonly string[] Pages =
        ["/", "/posts/post-1/", "/posts/post-5/", "/archive/", "/tags/odd/", "/feed.xml", "/sitemap.xml"];

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, string?> Configuration { get; } = new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["GoNoGo:Content:Watch"] = "false",
        ["GoNoGo:Content:PollMinutes"] = "10000",
    };

    /// <summary>A blog that has started.</summary>
    public static async Task<FollowedBlog> StartAsync()
    {
        var blog = new FollowedBlog();
        await blog.InitializeAsync();
        await blog.PollAsync();
        return blog;
    }

    /// <summary>Looks at the repository once.</summary>
    public Task<ContentStatus> PollAsync() =>
        Services.GetRequiredService<ContentFollower>().FetchNowAsync(TestContext.Current.CancellationToken);

    /// <summary>What readers see on pages of every kind.</summary>
    public async Task<IReadOnlyList<string>> PagesAsync()
    {
        var texts = new List<string>();
        foreach (var page in Pages)
        {
            var answer = await Reader.AskAsync(page);
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            texts.Add(answer.Text);
        }

        return texts;
    }

    /// <summary>The status that a path answers.</summary>
    public async Task<HttpStatusCode> StatusAsync(string path) => (await Reader.AskAsync(path)).Status;
}
