using System.Text;

namespace GoNoGo.Platform;

/// <summary>Normal forms of text as strangers send it (Unicode Standard Annex 15).</summary>
public static class UnicodeText
{
    private const char NoCharacter = '\uFFFE';

    /// <summary>A text in a normal form.</summary>
    /// <param name="text">
    /// Any: halves of surrogate pairs and U+FFFE, on which the framework's own method throws, become U+FFFD, the mark of what cannot be
    /// read.
    /// </param>
    /// <param name="form">Which form.</param>
    /// <returns>Well-formed text.</returns>
    public static string Normalized(this string text, NormalizationForm form)
    {
        ArgumentNullException.ThrowIfNull(text);
        var readable = text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') || text.Contains(NoCharacter, StringComparison.Ordinal)
            ? string.Concat(text.EnumerateRunes().Select(rune => rune.Value == NoCharacter ? Rune.ReplacementChar : rune))
            : text;
#pragma warning disable RS0030 // The one place where the framework's method is called, on text that it takes.
        return readable.Normalize(form);
#pragma warning restore RS0030
    }
}
