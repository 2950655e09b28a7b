using System.Text.Json;

namespace GoNoGo.Browser.Tests.Support;

/// <summary>The moderator at a terminal beside the running server.</summary>
internal static class CommandLine
{
    /// <summary>The comments that wait, oldest first.</summary>
    public static async Task<IReadOnlyList<WaitingComment>> ListPendingAsync(BlogFixture blog)
    {
        var (exitCode, output, errors) = await ServerProcess.RunAsync(
            ["comment", "list", "--status", "pending", "--json", "--data", blog.DataPath]);
        Assert.True(exitCode == 0, errors);
        using var list = JsonDocument.Parse(output);
        return
        [
            .. list.RootElement.GetProperty("items").EnumerateArray().Select(item => new WaitingComment(
                item.GetProperty("id").GetString() ?? "",
                item.GetProperty("content").GetString() ?? "",
                item.GetProperty("author_name").GetString())),
        ];
    }

    /// <summary>Approves comments.</summary>
    public static async Task ApproveAsync(BlogFixture blog, IEnumerable<string> ids)
    {
        var (exitCode, _, errors) = await ServerProcess.RunAsync(["comment", "approve", "--data", blog.DataPath, .. ids]);
        Assert.True(exitCode == 0, errors);
    }

    /// <summary>Approves the one comment with a text.</summary>
    public static async Task ApproveAsync(BlogFixture blog, string text)
    {
        var comment = Assert.Single(await ListPendingAsync(blog), waiting => waiting.Content == text);
        await ApproveAsync(blog, [comment.Id]);
    }
}

/// <summary>A comment as the list prints it.</summary>
internal sealed record WaitingComment(string Id, string Content, string? AuthorName);
