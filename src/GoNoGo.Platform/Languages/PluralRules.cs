using System.Globalization;

namespace GoNoGo.Platform.Languages;

/// <summary>
/// The plural rules of one language, for whole numbers, in the notation of CLDR (Unicode Technical Standard 35, part 3, section 5.1), so
/// that they are copied from there as they are.
/// </summary>
internal sealed class PluralRules
{
    public const string Other = "other";

    private static readonly string[] KnownForms = ["zero", "one", "two", "few", "many"];

    private readonly IReadOnlyList<(string Form, Condition[][] AnyOf)> rules;

    private PluralRules(IReadOnlyList<(string Form, Condition[][] AnyOf)> rules) => this.rules = rules;

    /// <summary>One form for all numbers.</summary>
    public static PluralRules None { get; } = new([]);

    /// <summary>The forms that a message must have: those of the rules and <c>other</c>.</summary>
    public IEnumerable<string> Forms => rules.Select(rule => rule.Form).Append(Other);

    /// <summary>Whether a form is one that CLDR knows.</summary>
    public static bool IsForm(string form) => form == Other || KnownForms.Contains(form);

    /// <summary>The rules by form; null, with the form that cannot be read, where one is in no notation of CLDR.</summary>
    public static PluralRules? TryParse(IEnumerable<(string Form, string Rule)> written, out string? wrong)
    {
        var read = new List<(string, Condition[][])>();
        foreach (var (form, rule) in written)
        {
            if (!KnownForms.Contains(form) || Parse(rule) is not { } anyOf)
            {
                wrong = form;
                return null;
            }

            read.Add((form, anyOf));
        }

        wrong = null;
        return new PluralRules(read);
    }

    /// <summary>The form that a number takes.</summary>
    public string FormOf(long number)
    {
        var absolute = Math.Abs(number);
        foreach (var (form, anyOf) in rules)
        {
            if (anyOf.Any(all => all.All(condition => condition.Holds(absolute))))
            {
                return form;
            }
        }

        return Other;
    }

    private static Condition[][]? Parse(string rule)
    {
        var anyOf = new List<Condition[]>();
        foreach (var alternative in rule.Split('@')[0].Split(" or "))
        {
            var all = alternative.Split(" and ").Select(Condition.TryParse).ToList();
            if (all.Contains(null))
            {
                return null;
            }

            anyOf.Add([.. all.OfType<Condition>()]);
        }

        return [.. anyOf];
    }

    private sealed record Condition(bool IsOfNumber, long? Modulus, bool IsNegated, IReadOnlyList<(long From, long To)> Ranges)
    {
        // Of a whole number only n and i have a value: there are no visible fraction digits (v, w, f, t) and no exponent (c, e).
        private static readonly string[] Operands = ["n", "i", "v", "w", "f", "t", "c", "e"];

        public static Condition? TryParse(string text)
        {
            var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var (operand, modulus, relation, list) = words switch
            {
                [var one, "%", var by, var equals, .. var rest] => (one, by, equals, string.Concat(rest)),
                [var one, var equals, .. var rest] => (one, "", equals, string.Concat(rest)),
                _ => ("", "", "", ""),
            };
            if (!Operands.Contains(operand) || relation is not ("=" or "!=") || (modulus.Length > 0 && Whole(modulus) is null or 0))
            {
                return null;
            }

            var ranges = list.Split(',').Select(Range).ToList();
            return ranges.Contains(null)
                ? null
                : new Condition(operand is "n" or "i", Whole(modulus), relation == "!=", [.. ranges.OfType<(long, long)>()]);
        }

        public bool Holds(long number)
        {
            var value = IsOfNumber ? number : 0;
            value = Modulus is { } modulus ? value % modulus : value;
            return Ranges.Any(range => value >= range.From && value <= range.To) != IsNegated;
        }

        private static (long From, long To)? Range(string text) => text.Split("..") switch
        {
            [var one] when Whole(one) is { } only => (only, only),
            [var one, var two] when Whole(one) is { } from && Whole(two) is { } to => (from, to),
            _ => null,
        };

        private static long? Whole(string text) =>
            long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
