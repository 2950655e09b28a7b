using Tomlyn;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace GoNoGo.Blog.Posts.Metadata;

/// <summary>Reads TOML from its syntax tree, which alone knows the lines.</summary>
internal sealed class TomlMetadata
{
    private static readonly TomlSerializerOptions Options = new() { MaxDepth = MetadataBounds.MaxDepth };

    private readonly int firstLine;
    private int nodes;

    private TomlMetadata(int firstLine) => this.firstLine = firstLine;

    /// <param name="text">The TOML without its delimiters.</param>
    /// <param name="firstLine">The line of the file on which the text begins.</param>
    public static MetadataOutcome Parse(string text, int firstLine)
    {
        try
        {
            var document = SyntaxParser.Parse(text, Options, "front matter", validate: true);
            return document.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Kind == DiagnosticMessageKind.Error) is { } error
                ? Broken(error, firstLine)
                : new TomlMetadata(firstLine).Read(document);
        }
        catch (TomlException tooDeep)
        {
            return MetadataBounds.TooDeep(firstLine + (tooDeep.Line is > 0 and var line ? line - 1 : 0));
        }
    }

    private static SyntaxProblem Broken(DiagnosticMessage error, int firstLine)
    {
        var code = error.Message.Contains("already defined", StringComparison.Ordinal) ? "duplicate_key" : "toml_broken";
        return new SyntaxProblem(firstLine + error.Span.Start.Line, code, $"This is not valid TOML: {error.Message.TrimEnd('.')}.");
    }

    private MetadataOutcome Read(DocumentSyntax document)
    {
        var root = new Table(firstLine);
        AddAll(root, document.KeyValues);
        foreach (var table in document.Tables)
        {
            var line = LineOf(table);
            var names = Names(table.Name!);
            var parent = names[..^1].Aggregate(root, (current, name) => current.Child(name, line));
            AddAll(table is TableArraySyntax ? parent.Append(names[^1], line) : parent.Child(names[^1], line), table.Items);
        }

        return nodes > MetadataBounds.MaxNodes ? MetadataBounds.TooMany(firstLine) : root.ToNode();
    }

    private void AddAll(Table table, IEnumerable<KeyValueSyntax> pairs)
    {
        foreach (var pair in pairs)
        {
            var names = Names(pair.Key!);
            var line = LineOf(pair);
            names[..^1].Aggregate(table, (current, name) => current.Child(name, line)).Set(names[^1], line, Value(pair.Value!));
        }
    }

    private MetadataNode Value(ValueSyntax value)
    {
        nodes++;
        var line = LineOf(value);
        switch (value)
        {
            case StringValueSyntax text:
                return new MetadataScalar(line, text.Value ?? "", IsText: true);
            case ArraySyntax array:
                return new MetadataList(line, [.. array.Items.Select(item => Value(item.Value!))]);
            case InlineTableSyntax inline:
                var table = new Table(line);
                AddAll(table, inline.Items.Select(item => item.KeyValue!));
                return table.ToNode();
            default:
                return new MetadataScalar(line, value.ToString()!.Trim(), IsText: false);
        }
    }

    private static string[] Names(KeySyntax key) => [Name(key.Key!), .. key.DotKeys.Select(dotted => Name(dotted.Key!))];

    private static string Name(BareKeyOrStringValueSyntax key) => key switch
    {
        BareKeySyntax bare => bare.Key?.Text ?? "",
        StringValueSyntax quoted => quoted.Value ?? "",
        _ => key.ToString()!.Trim(),
    };

    private int LineOf(SyntaxNodeBase node) => firstLine + node.Span.Start.Line;

    /// <summary>A table while it grows: TOML may return to one from several headers.</summary>
    private sealed class Table(int line)
    {
        private readonly OrderedDictionary<string, (int Line, Func<MetadataNode> Value, object? Part)> entries = [];

        public void Set(string name, int at, MetadataNode value) => entries[name] = (at, () => value, null);

        public Table Child(string name, int at)
        {
            switch (entries.TryGetValue(name, out var entry) ? entry.Part : null)
            {
                case Table child:
                    return child;
                case List<Table> list:
                    return list[^1];
                default:
                    var table = new Table(at);
                    entries[name] = (at, table.ToNode, table);
                    return table;
            }
        }

        public Table Append(string name, int at)
        {
            if (!entries.TryGetValue(name, out var entry) || entry.Part is not List<Table> list)
            {
                list = [];
                entries[name] = (at, () => new MetadataList(at, [.. list.Select(item => item.ToNode())]), list);
            }

            var table = new Table(at);
            list.Add(table);
            return table;
        }

        public MetadataMap ToNode() =>
            new(line, [.. entries.Select(entry => new MetadataEntry(entry.Key, entry.Value.Line, entry.Value.Value()))]);
    }
}
