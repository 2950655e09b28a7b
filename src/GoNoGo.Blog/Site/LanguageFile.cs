using GoNoGo.Blog.Content;
using GoNoGo.Blog.Posts;
using GoNoGo.Blog.Posts.Metadata;
using GoNoGo.Blog.Posts.Reading;
using GoNoGo.Platform.Languages;

namespace GoNoGo.Blog.Site;

/// <summary>Reads one file of a blog's own texts: sections, and in each of them keys with texts.</summary>
internal sealed class LanguageFile
{
    private readonly string path;
    private readonly LanguageKeys keys;
    private readonly List<ContentProblem> problems = [];

    private LanguageFile(string path, Language? builtIn) => (this.path, keys) = (path, new LanguageKeys(builtIn));

    /// <param name="file">The file.</param>
    /// <param name="builtIn">The program's texts in the same language; null where it has none.</param>
    public static (LanguageTexts Texts, IReadOnlyList<ContentProblem> Problems) Read(SourceFile file, Language? builtIn)
    {
        var nothing = new LanguageTexts(new Dictionary<string, IReadOnlyDictionary<string, string>>());
        if (SourceText.Decode(file, out var undecodable) is not { } text)
        {
            return (nothing, [undecodable!]); // Decode gives one of the two.
        }

        var outcome = YamlMetadata.Parse(text, firstLine: 1);
        if (outcome.Map is not { } map)
        {
            var (line, code, message) = outcome.Problem!; // An outcome holds one of the two.
            return (nothing, [new ContentProblem(file.Path, line, ContentProblemSeverity.Refused, code, message)]);
        }

        var reader = new LanguageFile(file.Path, builtIn);
        var texts = reader.Sections(map);
        return (texts, [.. reader.problems.OrderBy(problem => problem.Line)]);
    }

    private LanguageTexts Sections(MetadataMap map)
    {
        var sections = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        foreach (var entry in map.Entries)
        {
            if (!LanguageKeys.Sections.Contains(entry.Key))
            {
                var nearest = NearestKey.Of(entry.Key, LanguageKeys.Sections);
                Report(entry.Line, "unknown_key", $"There is no section '{entry.Key}'; did you mean '{nearest}'?");
            }
            else if (LanguageKeys.IsFixed(entry.Key))
            {
                Report(
                    entry.Line,
                    "fixed_text",
                    "The texts of consents are not replaced: what somebody agreed to is proved by them. The program's are used.");
            }
            else if (entry.Value is not MetadataMap texts)
            {
                Report(entry.Line, "wrong_type", $"The section '{entry.Key}' must be a map of keys and texts.");
            }
            else
            {
                sections[entry.Key] = Texts(entry.Key, texts);
            }
        }

        return new LanguageTexts(sections);
    }

    private Dictionary<string, string> Texts(string section, MetadataMap map)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in map.Entries)
        {
            if (!LanguageKeys.Knows(section, entry.Key))
            {
                var nearest = NearestKey.Of(entry.Key, LanguageKeys.Of(section));
                Report(entry.Line, "unknown_key", $"There is no text '{section}: {entry.Key}'; did you mean '{nearest}'?");
            }
            else if (entry.Value is not MetadataScalar { Text: var text })
            {
                Report(entry.Line, "wrong_type", $"The text '{section}: {entry.Key}' must be one text.");
            }
            else if (keys.Problem(section, entry.Key, text) is { } problem)
            {
                Report(entry.Line, "wrong_text", $"The text '{section}: {entry.Key}' is not used. {problem}");
            }
            else
            {
                texts[entry.Key] = text;
            }
        }

        return texts;
    }

    private void Report(int line, string code, string message) =>
        problems.Add(new ContentProblem(path, line, ContentProblemSeverity.Warning, code, message));
}
