using System.Net;
using GoNoGo.Web.Tests.Api;

namespace GoNoGo.Web.Tests.Comments;

/// <summary>The real program: what is decided on a comment shows on the next page of every list that has its post.</summary>
public sealed class ListedCountTests(ClockedBlog blog) : IClassFixture<ClockedBlog>
{
    private static readonly string[] Lists = ["/", "/tags/odd/", "/archive/", "/search?q=text"];

    [Fact]
    public async Task A_count_rises_with_an_approval_and_falls_with_an_erasure()
    {
        await ShowAsync(null);
        var (first, manage) = await blog.Reader.TakeCommentAsync("post-5", ApiClient.Comment("One."));
        var (second, _) = await blog.Reader.TakeCommentAsync("post-5", ApiClient.Comment("Two."));
        await ShowAsync(null);

        await blog.ApproveAsync(first);
        await ShowAsync("1 comment");
        await blog.ApproveAsync(second);
        await ShowAsync("2 comments");
        var erased = await blog.Reader.PostFormAsync(manage, [new("step", "erase-confirmed")]);
        Assert.Equal(HttpStatusCode.OK, erased.Answer.Status);
        await ShowAsync("1 comment");
    }

    private static string Address => "/posts/post-5/#comments";

    private async Task ShowAsync(string? count)
    {
        foreach (var path in Lists)
        {
            var page = await blog.ReadPageAsync(path);
            Assert.Equal(count, page.QuerySelector($"a[href='{Address}']")?.TextContent);
        }
    }
}
