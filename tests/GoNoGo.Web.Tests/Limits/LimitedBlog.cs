using GoNoGo.Platform.Privacy;
using GoNoGo.Web.Tests.Comments;

namespace GoNoGo.Web.Tests.Limits;

/// <summary>A blog with the limits of the product, but for what a test sets.</summary>
internal sealed class LimitedBlog : ClockedBlog
{
    private readonly Dictionary<string, string?> settings = new(StringComparer.Ordinal)
    {
        ["GoNoGo:RateLimiting:CommentsPerWindow"] = null,
        ["GoNoGo:RateLimiting:SignInsPerWindow"] = null,
        ["GoNoGo:RateLimiting:MailedLinksPerWindow"] = null,
        ["GoNoGo:RateLimiting:ReadsPerWindow"] = null,
    };

    protected override IReadOnlyDictionary<string, string?> Configuration => settings;

    public static async Task<LimitedBlog> StartAsync(params (string Setting, string Value)[] limits)
    {
        var blog = new LimitedBlog();
        foreach (var (setting, value) in limits)
        {
            blog.settings["GoNoGo:" + (setting.Contains(':', StringComparison.Ordinal) ? setting : "RateLimiting:" + setting)] = value;
        }

        new KeyFolder(Path.Combine(blog.DataPath, "keys")).Ensure(mayMake: true); // A blog in production makes none by itself.
        await blog.InitializeAsync();
        return blog;
    }
}
