using System.Globalization;
using GoNoGo.Blog.Posts.Metadata;
using GoNoGo.Comments.Moderation.Rules;

namespace GoNoGo.Blog.Site;

/// <summary>
/// Reads one rule: a word such as <c>first_comment</c>, or a map of which one key is the kind of rule with its value, and <c>name</c> and
/// <c>weight</c> may stand beside it.
/// </summary>
internal sealed class RuleReader(IReadOnlyCollection<string> taken)
{
    private const int MostItems = 2000;
    private const int LongestWord = 100;

    private static readonly Dictionary<string, int> Weights = new(StringComparer.Ordinal)
    {
        ["first_comment"] = 1,
        ["links"] = 5,
        ["words"] = 10,
        ["pattern"] = 10,
        ["length"] = 3,
        ["post_age"] = 3,
        ["rate"] = 5,
        ["duplicate"] = 5,
        ["language"] = 5,
        ["form"] = 10,
        ["domains"] = 20,
    };

    private static readonly string[] Beside = ["name", "weight"];

    /// <summary>Why there is no rule, in one sentence.</summary>
    public string Problem { get; private set; } = "";

    public ModerationRule? Read(MetadataNode item)
    {
        var entries = item switch
        {
            MetadataScalar { Text: var word } => [new MetadataEntry(word, item.Line, new MetadataScalar(item.Line, "", IsText: false))],
            MetadataMap map => map.Entries,
            _ => [],
        };
        var kinds = entries.Where(entry => !Beside.Contains(entry.Key)).ToList();
        if (kinds is not [var kind])
        {
            return Wrong("Write a rule as one kind with its value, such as 'links: 2', with at most 'name' and 'weight' beside it.");
        }

        if (!Weights.ContainsKey(kind.Key))
        {
            return Wrong($"There is no rule '{kind.Key}'; did you mean '{NearestKey.Of(kind.Key, Weights.Keys)}'?");
        }

        var name = NameOf(entries, kind.Key);
        var weight = WeightOf(entries, kind.Key);
        return name is null || weight is null ? null : Rule(kind, name, weight.Value);
    }

    private ModerationRule? Rule(MetadataEntry kind, string name, int weight) => kind.Key switch
    {
        "first_comment" => new FirstCommentRule(name, weight),
        "links" => Number(kind, 0, 100, missing: 2) is { } most ? new LinkRule(name, weight, most) : null,
        "words" => Words(kind) is { } words ? new WordRule(name, weight, words) : null,
        "pattern" => Pattern(kind, name, weight),
        "length" => Pair(kind, ("min", 0, 10_000, 1), ("max", 1, 10_000, 10_000)) is var (shortest, longest)
            ? new LengthRule(name, weight, shortest, longest)
            : null,
        "post_age" => Number(kind, 1, 36_500, missing: 180) is { } days ? new PostAgeRule(name, weight, days) : null,
        "rate" => Pair(kind, ("comments", 1, 1000, 5), ("minutes", 1, 1440, 10)) is var (most, minutes)
            ? new RateRule(name, weight, most, minutes)
            : null,
        "duplicate" => Number(kind, 1, DuplicateRule.MostDays, missing: 7) is { } back ? new DuplicateRule(name, weight, back) : null,
        "language" => Languages(kind) is { } languages ? new LanguageRule(name, weight, languages) : null,
        "form" => Number(kind, 1, 600, missing: 3) is { } seconds ? new FormRule(name, weight, seconds) : null,
        _ => Domains(kind) is { } domains ? new DomainRule(name, weight, domains) : null,
    };

    private string? NameOf(IReadOnlyList<MetadataEntry> entries, string kind)
    {
        if (entries.FirstOrDefault(entry => entry.Key == "name") is { } given)
        {
            var chosen = (given.Value as MetadataScalar)?.Text ?? "";
            var isName = chosen.Length is > 0 and <= ModerationRule.LongestName
                && chosen.All(unit => char.IsAsciiLetterLower(unit) || char.IsAsciiDigit(unit) || unit == '_');
            return isName && !taken.Contains(chosen)
                ? chosen
                : Missing<string>($"The name of a rule is of a-z, 0-9 and _, {ModerationRule.LongestName} at most, and its own.");
        }

        var name = kind;
        for (var number = 2; taken.Contains(name); number++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{kind}_{number}");
        }

        return name;
    }

    private int? WeightOf(IReadOnlyList<MetadataEntry> entries, string kind) =>
        entries.FirstOrDefault(entry => entry.Key == "weight") is { } given
            ? Number(given, 0, ModerationRule.HighestWeight, Weights[kind])
            : Weights[kind];

    private PatternRule? Pattern(MetadataEntry entry, string name, int weight)
    {
        if (entry.Value is not MetadataScalar { Text: { Length: > 0 } pattern })
        {
            return Missing<PatternRule>("The rule 'pattern' must be a regular expression in single quotes.");
        }

        return PatternRule.TryCompile(name, weight, pattern, out var problem)
            ?? Missing<PatternRule>($"The pattern '{pattern}' {problem}.");
    }

    private IReadOnlyList<string>? Words(MetadataEntry entry) =>
        Texts(entry) is { Count: > 0 } words && words.All(word => word.Length <= LongestWord)
            ? words
            : Missing<IReadOnlyList<string>>("The rule 'words' must be a list of words or phrases, each of 100 characters at most.");

    private List<string>? Languages(MetadataEntry entry)
    {
        var languages = Texts(entry)?.Select(text => text.Split('-')[0].ToLowerInvariant()).ToList() ?? [];
        return languages.All(language => language.Length is 2 or 3 && language.All(char.IsAsciiLetterLower))
            ? languages
            : Missing<List<string>>("The rule 'language' must be a list of languages such as [en, de].");
    }

    private List<string>? Domains(MetadataEntry entry)
    {
        var domains = Texts(entry)?.Select(Domain).ToList() ?? [];
        return domains.Count > 0 && !domains.Contains(null)
            ? [.. domains.OfType<string>()]
            : Missing<List<string>>("The rule 'domains' must be a list of domains such as [bad.example].");
    }

    private static string? Domain(string text)
    {
        var isHost = Uri.TryCreate($"https://{text.Trim().TrimStart('*').Trim('.')}/", UriKind.Absolute, out var uri)
            && uri is { AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "", IsDefaultPort: true };
        return isHost ? uri!.IdnHost.ToLowerInvariant() : null; // It was parsed.
    }

    private static List<string>? Texts(MetadataEntry entry) => entry.Value switch
    {
        MetadataScalar { Text.Length: > 0 } one => [one.Text],
        MetadataList { Items.Count: <= MostItems } list when list.Items.All(item => item is MetadataScalar) =>
            [.. list.Items.Cast<MetadataScalar>().Select(item => item.Text)],
        _ => null,
    };

    private int? Number(MetadataEntry entry, int least, int most, int missing)
    {
        if (entry.Value is MetadataScalar { Text: "" })
        {
            return missing;
        }

        return entry.Value is MetadataScalar { Text: var text }
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : MissingNumber($"The key '{entry.Key}' must be a number from {least} to {most}.");
    }

    private (int First, int Second)? Pair(
        MetadataEntry entry, (string Name, int Least, int Most, int Missing) first, (string Name, int Least, int Most, int Missing) second)
    {
        if (entry.Value is MetadataScalar { Text: "" })
        {
            return (first.Missing, second.Missing);
        }

        if (entry.Value is not MetadataMap map || map.Entries.Any(one => one.Key != first.Name && one.Key != second.Name))
        {
            Problem = $"The rule '{entry.Key}' must be a map such as {{{first.Name}: {first.Missing}, {second.Name}: {second.Missing}}}.";
            return null;
        }

        var (one, two) = (Of(map, first), Of(map, second));
        return one is { } a && two is { } b ? (a, b) : null;
    }

    private int? Of(MetadataMap map, (string Name, int Least, int Most, int Missing) part) =>
        map.Entries.FirstOrDefault(entry => entry.Key == part.Name) is { } given
            ? Number(given, part.Least, part.Most, part.Missing)
            : part.Missing;

    private int? MissingNumber(string problem)
    {
        Problem = problem;
        return null;
    }

    private T? Missing<T>(string problem)
        where T : class
    {
        Problem = problem;
        return null;
    }

    private ModerationRule? Wrong(string problem) => Missing<ModerationRule>(problem);
}
