using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace GoNoGo.Web.Pipeline;

/// <summary>Lists of entity tags as strangers write them.</summary>
internal static class EntityTags
{
    /// <summary>A tag that nothing has: ours hold hashes and numbers.</summary>
    public const string None = "\"none\"";

    /// <summary>Whether the framework gets to the end of them; a date is read elsewhere.</summary>
    public static bool CanRead(StringValues values)
    {
        if (values.Count == 0 || (values.Count == 1 && values[0] is { } one && EndsWithTag(one)))
        {
            return true;
        }

        try
        {
            _ = EntityTagHeaderValue.TryParseList(values, out _); // A list that is none is none; only the end of reading counts.
            return true;
        }
        catch (ArgumentOutOfRangeException)
        {
            return false;
        }
    }

    /// <summary>It is a tag whose first letters alone are there, at the end, that leads the framework too far.</summary>
    private static bool EndsWithTag(string list) => list.EndsWith('"');
}
