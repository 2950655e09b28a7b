using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GoNoGo.Platform.Languages;

/// <summary>The texts of one file of a language, by section and key, as they are written.</summary>
/// <param name="Sections">By name of the section.</param>
public sealed record LanguageTexts(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Sections)
{
    private static readonly Dictionary<string, string> Nothing = [];

    /// <summary>The texts of a section.</summary>
    /// <param name="section">Its name.</param>
    /// <returns>By key; empty where there is no such section.</returns>
    public IReadOnlyDictionary<string, string> In(string section) => Sections.GetValueOrDefault(section) ?? Nothing;

    /// <summary>The texts of both, where those of the other one win.</summary>
    /// <param name="other">What is laid over these.</param>
    /// <returns>New texts.</returns>
    public LanguageTexts Under(LanguageTexts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new LanguageTexts(Sections.Keys.Union(other.Sections.Keys).ToDictionary(
            section => section,
            IReadOnlyDictionary<string, string> (section) => In(section).Where(pair => !other.In(section).ContainsKey(pair.Key))
                .Concat(other.In(section))
                .ToDictionary(StringComparer.Ordinal),
            StringComparer.Ordinal));
    }

    /// <summary>Reads a file of the program's own: two levels of keys, and texts. A blog's file is read with care elsewhere.</summary>
    internal static LanguageTexts Read(TextReader yaml)
    {
        var parser = new Parser(yaml);
        var sections = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        parser.Consume<StreamStart>();
        parser.Consume<DocumentStart>();
        parser.Consume<MappingStart>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var section = parser.Consume<Scalar>().Value;
            var texts = new Dictionary<string, string>(StringComparer.Ordinal);
            parser.Consume<MappingStart>();
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                texts.Add(parser.Consume<Scalar>().Value, parser.Consume<Scalar>().Value);
            }

            sections.Add(section, texts);
        }

        return new LanguageTexts(sections);
    }
}
