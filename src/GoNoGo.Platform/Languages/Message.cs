using System.Text;

namespace GoNoGo.Platform.Languages;

/// <summary>
/// A text of the interface with places for what differs, read once. Its notation is a part of ICU's MessageFormat: <c>{name}</c>, and
/// <c>{count, plural, =0 {none} one {# post} other {# posts}}</c>. An apostrophe is an apostrophe: nothing is quoted by it.
/// </summary>
public sealed class Message
{
    private readonly Manners manners;
    private readonly IReadOnlyList<MessagePart> parts;
    private readonly string? plain;

    internal Message(string pattern, IReadOnlyList<MessagePart> parts, Manners manners)
    {
        (Pattern, this.parts, this.manners) = (pattern, parts, manners);
        plain = parts.All(part => part is MessagePart.Literal)
            ? string.Concat(parts.OfType<MessagePart.Literal>().Select(literal => literal.Text))
            : null;
        Places = Gather(parts).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Reads a text.</summary>
    /// <param name="pattern">In the notation of messages.</param>
    /// <param name="language">Whose plural forms and numbers it has.</param>
    /// <returns>Null where the text is in no such notation.</returns>
    public static Message? TryParse(string pattern, Language language)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(language);
        return MessageParser.TryParse(pattern, language.Manners, out _);
    }

    /// <summary>The text as it was written.</summary>
    public string Pattern { get; }

    /// <summary>The names of its places.</summary>
    public IReadOnlySet<string> Places { get; }

    /// <summary>The language that it is written in, which is not always the one that was asked for.</summary>
    public string Language => manners.Tag;

    internal IReadOnlyList<MessagePart> Parts => parts;

    /// <summary>The text with values in its places; one that has no value shows its name.</summary>
    /// <param name="values">By name. They are put in as they are and not looked into again.</param>
    /// <returns>Plain text.</returns>
    public string Say(params ReadOnlySpan<MessageValue> values)
    {
        if (plain is not null)
        {
            return plain;
        }

        var text = new StringBuilder(Pattern.Length + 32);
        foreach (var (segment, isPlace) in Segments(values))
        {
            text.Append(isPlace ? ValueOf(segment, values) : segment);
        }

        return text.ToString();
    }

    /// <summary>The text in pieces, for who puts more than text into its places. Plural forms are chosen already.</summary>
    /// <param name="values">Those that are numbers decide on plural forms.</param>
    /// <returns>In order: words, and names of places.</returns>
    public IReadOnlyList<(string Text, bool IsPlace)> Segments(params ReadOnlySpan<MessageValue> values)
    {
        var segments = new List<(string, bool)>();
        Collect(parts, values, count: null, segments);
        return segments;
    }

    private void Collect(
        IReadOnlyList<MessagePart> of, ReadOnlySpan<MessageValue> values, long? count, List<(string Text, bool IsPlace)> segments)
    {
        foreach (var part in of)
        {
            switch (part)
            {
                case MessagePart.Literal literal:
                    segments.Add((literal.Text, false));
                    break;
                case MessagePart.Place place:
                    segments.Add((place.Name, true));
                    break;
                case MessagePart.Count:
                    segments.Add((manners.Number(count ?? 0), false));
                    break;
                case MessagePart.Plural plural:
                    var number = NumberOf(plural.Name, values);
                    Collect(plural.FormFor(number, manners.Plurals), values, number, segments);
                    break;
            }
        }
    }

    private string ValueOf(string name, ReadOnlySpan<MessageValue> values)
    {
        foreach (var value in values)
        {
            if (value.Name == name)
            {
                return value.Number is { } number ? manners.Number(number) : value.Text;
            }
        }

        return $"{{{name}}}";
    }

    private static long NumberOf(string name, ReadOnlySpan<MessageValue> values)
    {
        foreach (var value in values)
        {
            if (value.Name == name)
            {
                return value.Number ?? 0;
            }
        }

        return 0;
    }

    private static IEnumerable<string> Gather(IReadOnlyList<MessagePart> of) => of.SelectMany(part => part switch
    {
        MessagePart.Place place => [place.Name],
        MessagePart.Plural plural => plural.Forms.Values.SelectMany(Gather).Append(plural.Name),
        _ => Enumerable.Empty<string>(),
    });
}

/// <summary>What stands in a place of a message: a text, or a number, which is written as the language writes it.</summary>
/// <param name="Name">The name of the place.</param>
/// <param name="Text">The text; empty for a number.</param>
/// <param name="Number">The number; null for a text.</param>
public readonly record struct MessageValue(string Name, string Text, long? Number)
{
    /// <summary>A text.</summary>
    /// <param name="named">The name of the place, and the text.</param>
    public static implicit operator MessageValue((string Name, string Text) named) => new(named.Name, named.Text, null);

    /// <summary>A number.</summary>
    /// <param name="named">The name of the place, and the number.</param>
    public static implicit operator MessageValue((string Name, int Number) named) => new(named.Name, "", named.Number);
}

/// <summary>A piece of a message that was read.</summary>
internal abstract record MessagePart
{
    internal sealed record Literal(string Text) : MessagePart;

    internal sealed record Place(string Name) : MessagePart;

    /// <summary>The number sign within a plural form.</summary>
    internal sealed record Count : MessagePart;

    internal sealed record Plural(string Name, IReadOnlyDictionary<string, IReadOnlyList<MessagePart>> Forms) : MessagePart
    {
        public IReadOnlyList<MessagePart> FormFor(long number, PluralRules rules) =>
            Forms.GetValueOrDefault(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"={number}"))
            ?? Forms.GetValueOrDefault(rules.FormOf(number))
            ?? Forms[PluralRules.Other];
    }
}
