using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GoNoGo.Blog.Posts.Metadata;

/// <summary>Reads YAML event by event, so that bounds hold before memory is spent and every value knows its line.</summary>
internal sealed class YamlMetadata
{
    private const string Broken = "yaml_broken";

    private readonly Parser parser;
    private readonly int firstLine;
    private readonly Dictionary<AnchorName, (MetadataNode Node, int Size)> anchors = [];
    private SyntaxProblem? problem;
    private int nodes;
    private int aliases;

    private YamlMetadata(string text, int firstLine)
    {
        parser = new Parser(new StringReader(text));
        this.firstLine = firstLine;
    }

    /// <param name="text">The YAML without its delimiters.</param>
    /// <param name="firstLine">The line of the file on which the text begins.</param>
    public static MetadataOutcome Parse(string text, int firstLine)
    {
        var outcome = ParseAsWritten(text, firstLine);
        return outcome.Problem is { Code: Broken } && QuotedContinuation.Indent(text) is var indented && indented.Length > text.Length
            && ParseAsWritten(indented, firstLine) is { Map: not null } mended
            ? mended
            : outcome;
    }

    private static MetadataOutcome ParseAsWritten(string text, int firstLine)
    {
        try
        {
            return new YamlMetadata(text, firstLine).ReadDocument();
        }
        catch (YamlException broken)
        {
            var line = firstLine + (int)broken.Start.Line - 1;
            return new SyntaxProblem(line, Broken, $"This is not valid YAML: {broken.Message.TrimEnd('.')}.");
        }
        catch (ArgumentException)
        {
            // YamlDotNet's parser, on a tag such as "!!bina[ry".
            return new SyntaxProblem(firstLine, Broken, "This is not valid YAML: what follows an exclamation mark is no tag; quote it.");
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet's scanner, on a bracket and a plain text that breaks off, such as "[on(a+)+e: A" with nothing behind it.
            return new SyntaxProblem(firstLine, Broken, "This is not valid YAML: a list or map between brackets is not closed.");
        }
    }

    private MetadataOutcome ReadDocument()
    {
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _))
        {
            return MetadataMap.Empty;
        }

        var root = ReadNode(depth: 1);
        return (problem, root) switch
        {
            ({ } refused, _) => refused,
            (_, MetadataMap map) => map,
            (_, MetadataScalar { IsNull: true }) => MetadataMap.Empty,
            (_, var other) => new SyntaxProblem(other?.Line ?? firstLine, Broken, "Write 'key: value' lines here."),
        };
    }

    private MetadataNode? ReadNode(int depth)
    {
        var line = LineOf(parser.Current!);
        if (++nodes > MetadataBounds.MaxNodes)
        {
            return Refuse(MetadataBounds.TooMany(line));
        }
        else if (depth > MetadataBounds.MaxDepth)
        {
            return Refuse(MetadataBounds.TooDeep(line));
        }
        else if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            return Follow(alias, line);
        }
        else if (parser.Current is NodeEvent { Tag.IsEmpty: false })
        {
            return Refuse(new SyntaxProblem(line, "yaml_tag", "YAML tags ('!…') are not allowed here."));
        }

        var anchor = (parser.Current as NodeEvent)?.Anchor ?? AnchorName.Empty;
        var before = nodes;
        MetadataNode? node = parser.Current switch
        {
            Scalar => ReadScalar(line),
            SequenceStart => ReadList(line, depth),
            MappingStart => ReadMap(line, depth),
            _ => Refuse(new SyntaxProblem(line, Broken, "A value is expected here.")),
        };
        if (node is not null && !anchor.IsEmpty)
        {
            anchors[anchor] = (node, nodes - before + 1);
        }

        return node;
    }

    private MetadataScalar ReadScalar(int line)
    {
        var scalar = parser.Consume<Scalar>();
        return new MetadataScalar(line, scalar.Value, scalar.Style != ScalarStyle.Plain);
    }

    private MetadataList? ReadList(int line, int depth)
    {
        parser.Consume<SequenceStart>();
        var items = new List<MetadataNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            if (ReadNode(depth + 1) is not { } item)
            {
                return null;
            }

            items.Add(item);
        }

        return new MetadataList(line, items);
    }

    private MetadataMap? ReadMap(int line, int depth)
    {
        parser.Consume<MappingStart>();
        var entries = new List<MetadataEntry>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadNode(depth + 1);
            if (key is null)
            {
                return null;
            }
            else if (key is not MetadataScalar { Text: var name })
            {
                Refuse(new SyntaxProblem(key.Line, Broken, "A key must be a plain word."));
                return null;
            }
            else if (!keys.Add(name))
            {
                Refuse(MetadataBounds.Duplicate(key.Line, name));
                return null;
            }
            else if (ReadNode(depth + 1) is { } value)
            {
                entries.Add(new MetadataEntry(name, key.Line, value));
            }
            else
            {
                return null;
            }
        }

        return new MetadataMap(line, Merge(entries));
    }

    // The merge key of YAML 1.1: what the map says itself wins.
    private static List<MetadataEntry> Merge(List<MetadataEntry> entries)
    {
        var merged = entries.FirstOrDefault(entry => entry.Key == "<<");
        return merged?.Value is MetadataMap other
            ? [.. entries.Where(entry => entry != merged).Concat(other.Entries).DistinctBy(entry => entry.Key)]
            : entries;
    }

    // An alias counts as all that it stands for: ten lines of aliases to aliases are a billion values.
    private MetadataNode? Follow(AnchorAlias alias, int line)
    {
        if (++aliases > MetadataBounds.MaxAliases)
        {
            return Refuse(new SyntaxProblem(line, "yaml_aliases", "There are more than 16 YAML aliases ('*…') here."));
        }

        if (!anchors.TryGetValue(alias.Value, out var target))
        {
            return Refuse(new SyntaxProblem(line, Broken, $"Nothing above is called '&{alias.Value}'."));
        }

        if ((nodes += target.Size) > MetadataBounds.MaxNodes)
        {
            return Refuse(MetadataBounds.TooMany(line));
        }

        return target.Node;
    }

    private MetadataNode? Refuse(SyntaxProblem refused)
    {
        problem ??= refused;
        return null;
    }

    private int LineOf(ParsingEvent current) => firstLine + (int)current.Start.Line - 1;
}
