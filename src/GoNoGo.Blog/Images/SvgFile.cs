using System.Globalization;
using System.Xml;

namespace GoNoGo.Blog.Images;

/// <summary>The root element of an SVG. Nothing else of it is read, and nothing that it names.</summary>
internal static class SvgFile
{
    private const string Namespace = "http://www.w3.org/2000/svg";

    /// <summary>Drawing programs name their namespaces by entities; what a few of those can grow to is bounded.</summary>
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Parse,
        MaxCharactersFromEntities = 10_000,
        XmlResolver = null,
    };

    /// <summary>Width and height are 0 where it does not say how large it is.</summary>
    public static ImageHeader? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(bytes.ToArray()), Settings);
            if (reader.MoveToContent() is not XmlNodeType.Element
                || reader.LocalName != "svg"
                || reader.NamespaceURI is not (Namespace or ""))
            {
                return null;
            }

            var box = (reader.GetAttribute("viewBox") ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
            var width = Length(reader.GetAttribute("width")) ?? (box.Length == 4 ? Length(box[2]) : null);
            var height = Length(reader.GetAttribute("height")) ?? (box.Length == 4 ? Length(box[3]) : null);
            return width is null || height is null
                ? new ImageHeader(ImageHeader.Svg, 0, 0)
                : new ImageHeader(ImageHeader.Svg, width.Value, height.Value);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static int? Length(string? text)
    {
        var number = text is null ? "" : text.EndsWith("px", StringComparison.Ordinal) ? text[..^2] : text;
        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var length) && length is >= 1 and <= 100_000
            ? (int)Math.Round(length)
            : null;
    }
}
