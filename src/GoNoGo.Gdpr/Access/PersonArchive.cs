using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using GoNoGo.Gdpr.Register;

namespace GoNoGo.Gdpr.Access;

/// <summary>What a person gets who asks for their data, as JSON and as a page to read. Personal; its text form is redacted.</summary>
/// <param name="Document">All of it.</param>
/// <param name="Portable">What they gave themselves, in a form that programs read (GDPR art. 20).</param>
/// <param name="Notice">What is told beside the data (art. 15(1)).</param>
public sealed record PersonArchive(JsonObject Document, JsonObject Portable, PrivacyNotice Notice)
{
    // Not for a page: the file is read by people too, who want to see letters.
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes one ZIP with <c>my-data.json</c>, <c>my-data.html</c> and <c>portable.json</c>.</summary>
    /// <param name="target">Where to; it stays open.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>When it is written.</returns>
    public async Task WriteAsync(Stream target, CancellationToken cancellationToken)
    {
        await using var zip = await ZipArchive.CreateAsync(
            target, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancellationToken);
        await AddAsync(zip, "my-data.json", Document.ToJsonString(Json), cancellationToken);
        await AddAsync(zip, "my-data.html", ToHtml(), cancellationToken);
        await AddAsync(zip, "portable.json", Portable.ToJsonString(Json), cancellationToken);
    }

    /// <summary>The page: every table with its rows, and what is told beside them.</summary>
    /// <returns>A whole HTML document that needs nothing else.</returns>
    public string ToHtml()
    {
        var page = new StringBuilder("<!doctype html>\n<html lang=\"").Append(Encoded(Notice.Language))
            .Append("\">\n<meta charset=\"utf-8\">\n<title>").Append(Encoded(Notice.Title)).Append("</title>\n");
        foreach (var (table, told) in Document["data"]!.AsObject()) // Gathering sets it.
        {
            page.Append("<h2>").Append(Encoded(table)).Append("</h2>\n");
            foreach (var row in told!["rows"]!.AsArray()) // The same.
            {
                Append(page, row!.AsObject());
            }
        }

        page.Append("<h2>audit</h2>\n");
        foreach (var entry in Document["audit"]!.AsArray())
        {
            Append(page, entry!.AsObject());
        }

        foreach (var section in Notice.Sections)
        {
            page.Append("<h2>").Append(Encoded(section.Heading)).Append("</h2>\n")
                .AppendJoin("", section.Paragraphs.Select(text => $"<p>{Encoded(text)}</p>\n"))
                .Append("<ul>").AppendJoin("", section.Items.Select(item => $"<li>{Encoded(item)}</li>\n")).Append("</ul>\n");
        }

        return page.Append("</html>\n").ToString();
    }

    /// <summary>A fixed mark in place of the data.</summary>
    /// <returns><c>[archive]</c></returns>
    public override string ToString() => "[archive]";

    private static void Append(StringBuilder page, JsonObject row)
    {
        page.Append("<dl>\n");
        foreach (var (name, value) in row)
        {
            var text = value is JsonValue plain && plain.TryGetValue<string>(out var words) ? words : value?.ToJsonString(Json);
            page.Append("<dt>").Append(Encoded(name)).Append("</dt><dd><bdi>").Append(Encoded(text ?? "")).Append("</bdi></dd>\n");
        }

        page.Append("</dl>\n");
    }

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);

    private static async Task AddAsync(ZipArchive zip, string name, string text, CancellationToken cancellationToken)
    {
        await using var entry = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancellationToken);
        await entry.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
    }
}
