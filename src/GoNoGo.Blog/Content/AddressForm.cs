using System.Text;
using GoNoGo.Platform;

namespace GoNoGo.Blog.Content;

/// <summary>The one form of a page's address, and how the other ways to write it are known again.</summary>
internal static class AddressForm
{
    private const int MaximumCharacters = 1024;
    private static readonly string[] Endings = ["/index.html", "/index.htm", ".html", ".htm"];

    /// <summary>A decoded path that begins and ends with a slash; null for what can be no address of a page.</summary>
    public static string? Canonical(string written)
    {
        var path = "/" + written.Trim().TrimStart('/');
        var ending = Endings.FirstOrDefault(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
        path = (ending is null ? path : path[..^ending.Length]).TrimEnd('/') + "/";
        return IsPath(path) ? path : null;
    }

    /// <summary>What all ways to write an address have in common; null where there is nothing to compare.</summary>
    public static string? Fold(string path) => Canonical(path)?.Normalized(NormalizationForm.FormC).ToLowerInvariant();

    /// <summary>An address as it stands in a link or a Location header.</summary>
    public static string Encode(string address) => string.Join('/', address.Split('/').Select(Uri.EscapeDataString));

    public static IEnumerable<string> Segments(string address) => address.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static bool IsPath(string path) =>
        path.Length <= MaximumCharacters
        && !path.Contains("//", StringComparison.Ordinal)
        && !path.Any(character => character is '\\' or '?' or '#' || char.IsControl(character))
        && !path.EnumerateRunes().Contains(Rune.ReplacementChar)
        && !path.Split('/').Any(segment => segment is "." or "..");
}
