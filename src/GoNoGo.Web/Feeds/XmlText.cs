using System.Text;
using System.Xml;

namespace GoNoGo.Web.Feeds;

/// <summary>XML documents as UTF-8, without the characters that XML 1.0 cannot hold.</summary>
internal static class XmlText
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineChars = "\n",
    };

    public static byte[] Document(Action<XmlWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, Settings))
        {
            write(writer);
        }

        return bytes.ToArray();
    }

    public static void Element(this XmlWriter writer, string name, string? text) => writer.WriteElementString(name, Clean(text));

    /// <summary>Drops control characters, lone surrogates and the two non-characters (XML 1.0 section 2.2).</summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var clean = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (XmlConvert.IsXmlChar(text[at]))
            {
                clean.Append(text[at]);
            }
            else if (at + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[at + 1], text[at]))
            {
                clean.Append(text, at++, 2);
            }
        }

        return clean.ToString();
    }
}
