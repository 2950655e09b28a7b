using System.Diagnostics;
using System.Net;
using GoNoGo.Testing;
using GoNoGo.Web.Tests.Api;
using GoNoGo.Web.Tests.Comments;
using GoNoGo.Web.Tests.Crash;

namespace GoNoGo.Web.Tests.Nodes;

/// <summary>How long two servers on one PostgreSQL show different things.</summary>
[Collection(Timed.Name)]
public sealed class AgreementTests(NodesBlog blog) : IClassFixture<NodesBlog>
{
    private static readonly TimeSpan Agreed = TimeSpan.FromSeconds(1);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_changes_on_one_server_shows_on_the_other_within_a_second()
    {
        Assert.SkipWhen(NodesBlog.Missing is not null, NodesBlog.Missing ?? "");
        var (slug, other) = (CrashedBlog.Posts[0], CrashedBlog.Posts[2]);
        var (id, manage) = await blog.First.Reader.TakeCommentAsync(other, ApiClient.Comment("Seen by both"));
        await ShowAsync(other, "No comments yet");

        await blog.RunAsync("comment", "approve", $"{id}");
        await AgreeAsync("approved", other, "Seen by both");
        var erased = await blog.Second.Reader.PostFormAsync(manage, [new("step", "erase-confirmed")]);
        Assert.Equal(HttpStatusCode.OK, erased.Answer.Status);
        await AgreeAsync("erased", other, "No comments yet");
        await blog.PushAsync("Pushed and told to one.");
        await AgreeAsync("pushed", slug, "Pushed and told to one.");
    }

    private async Task AgreeAsync(string what, string slug, string text)
    {
        var begun = Stopwatch.GetTimestamp();
        await ShowAsync(slug, text);
        var taken = Stopwatch.GetElapsedTime(begun);
        TestContext.Current.SendDiagnosticMessage($"{what}: both show it after {taken.TotalMilliseconds:0} ms");
        Assert.True(taken <= Agreed, $"What was {what} took {taken.TotalMilliseconds:0} ms to show on both.");
    }

    private Task ShowAsync(string slug, string text) => Eventually.HoldsAsync(
        $"/posts/{slug}/ shows '{text}' on both",
        async () =>
        {
            var pages = await Task.WhenAll(
                new[] { blog.First, blog.Second }.Select(server => server.Reader.GetStringAsync($"/posts/{slug}/", Cancelled)));
            return pages.All(page => page.Contains(text, StringComparison.Ordinal));
        },
        Cancelled);
}
