using GoNoGo.Web.Languages;

namespace GoNoGo.Web.Admin.Frame;

/// <summary>What a page says was done, after a form led to it with <c>?done=</c>. Only what has a text is ever said.</summary>
internal static class AdminNotices
{
    public const string Parameter = "done";

    /// <summary>The sentence; null where nothing was done, or nothing that there is a sentence for.</summary>
    public static string? Of(HttpRequest request, AdminWords words) =>
        request.Query[Parameter].ToString() is { Length: > 0 } done ? words.Done(done) : null;

    /// <summary>A path that leads to a page with a notice.</summary>
    public static string Path(string page, string done) =>
        $"{page}{(page.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Parameter}={done}";
}
