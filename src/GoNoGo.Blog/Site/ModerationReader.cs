using System.Globalization;
using GoNoGo.Blog.Content;
using GoNoGo.Blog.Posts.Metadata;
using GoNoGo.Comments.Moderation;
using GoNoGo.Comments.Moderation.Rules;
using static GoNoGo.Blog.Content.ContentProblemSeverity;

namespace GoNoGo.Blog.Site;

/// <summary>Reads <c>moderation</c>. A rule that cannot be used is reported by its line and left out; the others hold.</summary>
internal sealed class ModerationReader(string path, List<ContentProblem> problems)
{
    private const int MostTrusted = 1000;

    private static readonly string[] Known = ["rules", "publish_trusted", "trusted_after"];

    public ModerationPolicy Read(MetadataEntry? entry)
    {
        var defaults = ModerationPolicy.Default;
        if (entry is null)
        {
            return defaults;
        }

        if (entry.Value is not MetadataMap map)
        {
            Report(entry.Line, "wrong_type", "The key 'moderation' must be a map with 'rules'.");
            return defaults;
        }

        foreach (var unknown in map.Entries.Where(one => !Known.Select(Fields.Normalize).Contains(Fields.Normalize(one.Key))))
        {
            var message = $"There is no setting '{unknown.Key}'; did you mean '{NearestKey.Of(unknown.Key, Known)}'?";
            Report(unknown.Line, "unknown_key", message);
        }

        var fields = new Fields(map, [], path, problems);
        return new ModerationPolicy
        {
            PublishTrusted = fields.Flag(Warning, "publishtrusted") ?? defaults.PublishTrusted,
            TrustedAfter = TrustedAfter(fields) ?? defaults.TrustedAfter,
            Rules = fields.Find("rules") is { } rules ? Rules(rules) : defaults.Rules,
        };
    }

    private static int? TrustedAfter(Fields fields)
    {
        if (fields.Text(Warning, "trustedafter") is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= MostTrusted)
        {
            return count;
        }

        fields.Wrong(fields.Find("trustedafter")!, $"a number of comments from 1 to {MostTrusted}", Warning); // It has a text.
        return null;
    }

    private List<ModerationRule> Rules(MetadataEntry entry)
    {
        if (entry.Value is not MetadataList list)
        {
            Report(entry.Line, "wrong_type", "The key 'rules' must be a list such as '- links: 2'.");
            return [.. ModerationPolicy.Default.Rules];
        }

        if (list.Items.Count > ModerationPolicy.MostRules)
        {
            Report(
                list.Items[ModerationPolicy.MostRules].Line,
                "too_many_rules",
                $"A blog has {ModerationPolicy.MostRules} rules at most; those from here on are not used.");
        }

        var rules = new List<ModerationRule>();
        foreach (var item in list.Items.Take(ModerationPolicy.MostRules))
        {
            var reader = new RuleReader([.. rules.Select(rule => rule.Name)]);
            if (reader.Read(item) is { } rule)
            {
                rules.Add(rule);
            }
            else
            {
                Report(item.Line, "wrong_rule", $"{reader.Problem} The rule is not used.");
            }
        }

        return rules;
    }

    private void Report(int line, string code, string message) =>
        problems.Add(new ContentProblem(path, line, Warning, code, message));
}
