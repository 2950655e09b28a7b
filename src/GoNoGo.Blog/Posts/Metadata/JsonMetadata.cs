using System.Text;
using System.Text.Json;

namespace GoNoGo.Blog.Posts.Metadata;

/// <summary>Reads the JSON object at the head of a text and tells where it ends.</summary>
internal sealed class JsonMetadata
{
    private readonly byte[] bytes;
    private SyntaxProblem? problem;
    private int nodes;
    private int line;
    private int counted;

    private JsonMetadata(byte[] bytes, int firstLine) => (this.bytes, line) = (bytes, firstLine);

    /// <param name="text">Begins with the object's brace.</param>
    /// <param name="firstLine">The line of the file on which the text begins.</param>
    /// <param name="rest">What follows the object.</param>
    public static MetadataOutcome Parse(string text, int firstLine, out string rest)
    {
        var source = Encoding.UTF8.GetBytes(text);
        var options = new JsonReaderOptions
        {
            AllowTrailingCommas = true,
            CommentHandling = JsonCommentHandling.Skip,
            MaxDepth = MetadataBounds.MaxDepth,
        };
        var reader = new Utf8JsonReader(source, options);
        rest = "";
        try
        {
            var outcome = new JsonMetadata(source, firstLine).Read(ref reader);
            rest = Encoding.UTF8.GetString(source.AsSpan((int)reader.BytesConsumed));
            return outcome;
        }
        catch (JsonException broken)
        {
            var at = firstLine + (int)(broken.LineNumber ?? 0);
            return reader.CurrentDepth >= MetadataBounds.MaxDepth - 1
                ? MetadataBounds.TooDeep(at)
                : new SyntaxProblem(at, "json_broken", "This is not valid JSON; look for a missing quote, comma or brace.");
        }
    }

    private MetadataOutcome Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        var map = ReadMap(ref reader);
        return problem is { } refused ? refused : map;
    }

    private MetadataNode ReadNode(ref Utf8JsonReader reader)
    {
        var at = LineOf(ref reader);
        if (++nodes > MetadataBounds.MaxNodes)
        {
            problem ??= MetadataBounds.TooMany(at);
        }

        return reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadMap(ref reader),
            JsonTokenType.StartArray => ReadList(ref reader),
            JsonTokenType.String => new MetadataScalar(at, reader.GetString() ?? "", IsText: true),
            _ => new MetadataScalar(at, Encoding.UTF8.GetString(reader.ValueSpan), IsText: false),
        };
    }

    private MetadataList ReadList(ref Utf8JsonReader reader)
    {
        var at = LineOf(ref reader);
        var items = new List<MetadataNode>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray && problem is null)
        {
            items.Add(ReadNode(ref reader));
        }

        return new MetadataList(at, items);
    }

    private MetadataMap ReadMap(ref Utf8JsonReader reader)
    {
        var at = LineOf(ref reader);
        var entries = new List<MetadataEntry>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject && problem is null)
        {
            var key = reader.GetString() ?? "";
            var keyLine = LineOf(ref reader);
            if (!keys.Add(key))
            {
                problem ??= MetadataBounds.Duplicate(keyLine, key);
            }

            reader.Read();
            entries.Add(new MetadataEntry(key, keyLine, ReadNode(ref reader)));
        }

        return new MetadataMap(at, entries);
    }

    private int LineOf(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        line += bytes.AsSpan(counted, start - counted).Count((byte)'\n');
        counted = start;
        return line;
    }
}
