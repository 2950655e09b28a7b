namespace GoNoGo.Web.Api;

/// <summary>What can be a text: characters that stand for something, and tabs and line breaks.</summary>
internal static class ReadableText
{
    /// <summary>False for other control characters, which no screen shows and of which PostgreSQL keeps not each.</summary>
    public static bool Is(string text) => !text.Any(one => char.IsControl(one) && one is not ('\t' or '\n' or '\r'));
}
