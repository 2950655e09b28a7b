using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using GoNoGo.Accounts.Users;
using GoNoGo.Comments;
using GoNoGo.Web.Tests.Api;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Web.Tests.Admin;

/// <summary>Moderation over JSON, by session, from our own pages.</summary>
public sealed class ModerationApiTests(StaffBlog blog) : IClassFixture<StaffBlog>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_queue_is_read_decided_on_and_undone_and_shows_no_address()
    {
        using var moderator = await blog.NewPersonAsync(StaffRoles.Moderator);
        var comment = ApiClient.Comment("To be decided");
        comment["author_email"] = "ada.lovelace@example.org";
        var (id, _) = await blog.Reader.TakeCommentAsync("post-1", comment);

        var queue = await ReadAsync(await moderator.GetAsync("/api/v1/moderation/queue?post=post-1", Cancelled));
        var item = queue.GetProperty("items").EnumerateArray().Single(one => one.GetProperty("id").GetGuid() == id);
        Assert.Equal(("pending", "decision"), (item.GetProperty("status").GetString(), item.GetProperty("waits_for").GetString()));
        Assert.DoesNotContain("lovelace", queue.ToString(), StringComparison.Ordinal);
        var revision = item.GetProperty("revision").GetInt32();

        var without = await moderator.PostAsJsonAsync($"/api/v1/comments/{id}/rejection", new { revision }, Cancelled);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, without.StatusCode);
        var decided = await ReadAsync(
            await moderator.PostAsJsonAsync($"/api/v1/comments/{id}/rejection", new { reason = "off_topic", revision }, Cancelled));
        Assert.Equal("rejected", decided.GetProperty("status").GetString());
        var second = await moderator.PostAsJsonAsync($"/api/v1/comments/{id}/approval", new { revision }, Cancelled);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Contains("it is rejected now", await second.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);

        var decision = decided.GetProperty("decision_id").GetGuid();
        var undone = await ReadAsync(await moderator.DeleteAsync($"/api/v1/comments/{id}/decisions/{decision}", Cancelled));
        Assert.Equal("pending", undone.GetProperty("status").GetString());
        Assert.Equal(ModerationStatus.Pending, Assert.Single(await blog.StoredAsync("post-1"), stored => stored.Id == id).ModerationStatus);
    }

    [Fact]
    public async Task Many_are_decided_on_with_a_result_each()
    {
        using var moderator = await blog.NewPersonAsync(StaffRoles.Moderator);
        var (id, _) = await blog.Reader.TakeCommentAsync("post-2", ApiClient.Comment("One of many"));
        var gone = Guid.CreateVersion7(blog.Time.GetUtcNow());

        var answer = await ReadAsync(await moderator.PostAsJsonAsync(
            "/api/v1/moderation/decisions", new { status = "spam", comments = new[] { new { id }, new { id = gone } } }, Cancelled));

        var items = answer.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal("spam", items[0].GetProperty("decision").GetProperty("status").GetString());
        Assert.Equal("comment_not_found", items[1].GetProperty("problem").GetProperty("code").GetString());
        Assert.Equal(gone, items[1].GetProperty("id").GetGuid());
    }

    [Theory]
    [InlineData("{}", HttpStatusCode.UnprocessableEntity)]
    [InlineData("{\"status\": \"approved\", \"comments\": []}", HttpStatusCode.UnprocessableEntity)]
    [InlineData("{\"status\": \"approved\", \"comments\": [\"x\"]}", HttpStatusCode.BadRequest)]
    [InlineData("{\"status\": \"approved\", \"comments\": {}}", HttpStatusCode.BadRequest)]
    [InlineData(
        "{\"status\": \"rejected\", \"reason\": \"spam\", \"comments\": [{\"id\": \"019a9d3e-7c00-7000-8000-000000000001\"}]}",
        HttpStatusCode.UnprocessableEntity)]
    [InlineData("{\"other\": 1}", HttpStatusCode.UnprocessableEntity)]
    [InlineData("[", HttpStatusCode.BadRequest)]
    public async Task What_cannot_be_taken_is_said_and_nothing_is_decided(string body, HttpStatusCode status)
    {
        using var moderator = await blog.NewPersonAsync(StaffRoles.Moderator);
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        var answer = await moderator.PostAsync(new Uri("/api/v1/moderation/decisions", UriKind.Relative), content, Cancelled);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task A_comment_is_changed_locked_and_pinned_and_its_sender_blocked()
    {
        using var moderator = await blog.NewPersonAsync(StaffRoles.Moderator);
        var comment = ApiClient.Comment("Call 555 0100");
        comment["author_email"] = "rude@example.org";
        var (id, _) = await blog.Reader.TakeCommentAsync("post-3", comment);
        await blog.ApproveAsync(id);

        await ReadAsync(await moderator.PutAsJsonAsync($"/api/v1/comments/{id}/text", new { content = "Call" }, Cancelled));
        await ReadAsync(await moderator.PutAsJsonAsync($"/api/v1/comments/{id}/lock", new { }, Cancelled));
        await ReadAsync(await moderator.PutAsJsonAsync($"/api/v1/comments/{id}/pin", new { }, Cancelled));
        var block = await ReadAsync(await moderator.PostAsJsonAsync(
            $"/api/v1/comments/{id}/block", new { kind = "email", days = 7, reason = "insult" }, Cancelled));
        var file = await ReadAsync(await moderator.GetAsync($"/api/v1/moderation/comments/{id}", Cancelled));

        Assert.Equal("Call 555 0100", file.GetProperty("edits")[0].GetProperty("before").GetString());
        Assert.True(file.GetProperty("comment").GetProperty("locked").GetBoolean());
        var page = await blog.ReadPageAsync("/posts/post-3/");
        Assert.NotNull(page.QuerySelector($"#pinned-{id}"));
        Assert.Equal("Call", page.QuerySelector($"#comment-{id} .comment-body")?.TextContent.Trim());
        var lifted = await moderator.DeleteAsync($"/api/v1/moderation/blocks/{block.GetProperty("id").GetGuid()}", Cancelled);
        Assert.Equal(HttpStatusCode.NoContent, lifted.StatusCode);
    }

    [Fact]
    public async Task What_its_author_changed_is_shown_to_moderators_as_a_difference()
    {
        using var moderator = await blog.NewPersonAsync(StaffRoles.Moderator);
        var (id, manageUrl) = await blog.Reader.TakeCommentAsync("post-2", ApiClient.Comment("A rash thought"));
        await using (var scope = blog.Services.CreateAsyncScope())
        {
            var edited = await scope.ServiceProvider.GetRequiredService<OwnComment>()
                .EditAsync(manageUrl.TrimEnd('/').Split('/')[^1], "A better thought", Cancelled);
            Assert.Null(edited.Error);
        }

        var file = await ReadAsync(await moderator.GetAsync($"/api/v1/moderation/comments/{id}", Cancelled));
        var page = await (await moderator.GetAsync($"/admin/comments/{id}/", Cancelled)).PageOfAsync();

        var edit = Assert.Single(file.GetProperty("edits").EnumerateArray());
        Assert.Equal(("A rash thought", true), (edit.GetProperty("before").GetString(), edit.GetProperty("by_author").GetBoolean()));
        Assert.Contains("by its author", page.QuerySelector("#edits ~ .hint")?.TextContent, StringComparison.Ordinal);
        Assert.Contains("rash", page.QuerySelector("#edits ~ .difference del")?.TextContent, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(Cancelled);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {text}");
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
