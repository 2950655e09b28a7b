using System.Globalization;
using System.Runtime.InteropServices;

namespace GoNoGo.Web.Theme;

/// <summary>An sRGB colour with the contrast of WCAG 2.2.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Color(byte Red, byte Green, byte Blue)
{
    /// <summary>What WCAG 2.2 criterion 1.4.3 asks of text.</summary>
    public const double ReadableContrast = 4.5;

    private const int Steps = 20;

    public static Color White { get; } = new(255, 255, 255);

    public static Color Black { get; } = new(0, 0, 0);

    private double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    /// <summary>Reads <c>#rgb</c> and <c>#rrggbb</c>; null for all else.</summary>
    public static Color? Parse(string? text) => text switch
    {
        ['#', var r, var g, var b] => Parse($"#{r}{r}{g}{g}{b}{b}"),
        { Length: 7 } when text[0] == '#' &&
            int.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) =>
            new Color((byte)(value >> 16), (byte)(value >> 8), (byte)value),
        _ => null,
    };

    public double ContrastTo(Color other)
    {
        var (lighter, darker) = Luminance > other.Luminance ? (Luminance, other.Luminance) : (other.Luminance, Luminance);
        return (lighter + 0.05) / (darker + 0.05);
    }

    /// <summary>This colour, moved towards black or white just as far as it takes to be read on a background.</summary>
    public Color ReadableOn(Color background)
    {
        var target = Black.ContrastTo(background) > White.ContrastTo(background) ? Black : White;
        var color = this;
        for (var step = 1; step <= Steps && color.ContrastTo(background) < ReadableContrast; step++)
        {
            color = Mix(target, step / (double)Steps);
        }

        return color;
    }

    public override string ToString() => $"#{Red:x2}{Green:x2}{Blue:x2}";

    private Color Mix(Color other, double share) =>
        new(Mix(Red, other.Red, share), Mix(Green, other.Green, share), Mix(Blue, other.Blue, share));

    private static byte Mix(byte from, byte to, double share) => (byte)Math.Round(from + ((to - from) * share));

    private static double Linear(byte channel)
    {
        var value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
