using System.Collections.Concurrent;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace GoNoGo.Web.Pages.Keeping;

/// <summary>What a client can unpack, of what we pack with (RFC 9110 section 12.5.3).</summary>
internal static class AcceptedEncodings
{
    // Browsers send one of a few; what strangers make up is read anew each time once there are so many.
    private const int MostRemembered = 256;

    private static readonly ConcurrentDictionary<string, Forms> Remembered = new(StringComparer.Ordinal);

    [Flags]
    public enum Forms
    {
        None = 0,
        Gzip = 1,
        Brotli = 2,
    }

    public static Forms Of(StringValues header)
    {
        if (header.Count == 0)
        {
            return Forms.None;
        }

        if (header.Count > 1 || header[0] is not { } text)
        {
            return Read(header);
        }

        if (Remembered.TryGetValue(text, out var forms))
        {
            return forms;
        }

        forms = Read(header);
        if (Remembered.Count < MostRemembered)
        {
            Remembered.TryAdd(text, forms);
        }

        return forms;
    }

    private static Forms Read(StringValues header)
    {
        if (!StringWithQualityHeaderValue.TryParseList(header, out var accepted))
        {
            return Forms.None;
        }

        return (Takes(accepted, "gzip", "x-gzip") ? Forms.Gzip : Forms.None) | (Takes(accepted, "br") ? Forms.Brotli : Forms.None);
    }

    private static bool Takes(IList<StringWithQualityHeaderValue> accepted, params ReadOnlySpan<string> names)
    {
        StringWithQualityHeaderValue? any = null;
        foreach (var one in accepted)
        {
            foreach (var name in names)
            {
                if (one.Value.Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    return one.Quality is null or > 0;
                }
            }

            any = one.Value == "*" ? one : any;
        }

        return any is { Quality: null or > 0 };
    }
}
