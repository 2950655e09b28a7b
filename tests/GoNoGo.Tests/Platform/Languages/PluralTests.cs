using GoNoGo.Platform.Languages;

namespace GoNoGo.Tests.Platform.Languages;

/// <summary>Plurals, numbers and dates as CLDR has them.</summary>
public sealed class PluralTests
{
    private const string Polish = "v = 0 and i % 10 = 2..4 and i % 100 != 12..14";
    private const string PolishMany =
        "v = 0 and i != 1 and i % 10 = 0..1 or v = 0 and i % 10 = 5..9 or v = 0 and i % 100 = 12..14 @integer 0, 5~19, 100 @decimal 0.0";

    [Theory]
    [InlineData("en", "0 posts|1 post|2 posts|1,000 posts|1,000,000 posts")]
    [InlineData("fr", "0 article|1 article|2 articles|1 000 articles|1 000 000 d’articles")]
    [InlineData("de", "0 Beiträge|1 Beitrag|2 Beiträge|1.000 Beiträge|1.000.000 Beiträge")]
    [InlineData("es", "0 entradas|1 entrada|2 entradas|1000 entradas|1.000.000 de entradas")]
    public void A_count_takes_the_form_and_the_number_of_its_language(string tag, string written)
    {
        var posts = LanguageSet.BuiltIn.For(tag).Section("pages")["posts"];
        int[] counts = [0, 1, 2, 1000, 1_000_000];

        // Whichever space ICU groups with: it changed from one version to the next.
        var said = string.Join('|', counts.Select(count => posts.Say(("count", count)))).Replace('\u202f', ' ').Replace('\u00a0', ' ');
        Assert.Equal(written, said);
    }

    [Theory]
    [InlineData(0, "many")]
    [InlineData(1, "one")]
    [InlineData(2, "few")]
    [InlineData(5, "many")]
    [InlineData(12, "many")]
    [InlineData(22, "few")]
    [InlineData(-22, "few")]
    [InlineData(112, "many")]
    public void Rules_are_read_in_the_notation_of_CLDR(int number, string form)
    {
        var rules = PluralRules.TryParse([("one", "i = 1 and v = 0"), ("few", Polish), ("many", PolishMany)], out _);
        Assert.Equal(form, rules!.FormOf(number));
    }

    [Theory]
    [InlineData("one", "i is 1")]
    [InlineData("one", "q = 1")]
    [InlineData("one", "i % 0 = 1")]
    [InlineData("one", "i = 1..")]
    [InlineData("some", "i = 1")]
    public void What_is_no_rule_is_named(string form, string rule)
    {
        Assert.Null(PluralRules.TryParse([(form, rule)], out var wrong));
        Assert.Equal(form, wrong);
    }

    [Theory]
    [InlineData("{count, plural, =0 {None} one {# for {name}} other {# for {name}}}", 0, "None")]
    [InlineData("{count, plural, =0 {None} one {# for {name}} other {# for {name}}}", 1, "1 for Ada {x}")]
    [InlineData("It's {name}'s, {count}.", 1000, "It's Ada {x}'s, 1,000.")]
    [InlineData("#1 of {unknown}", 1, "#1 of {unknown}")]
    public void A_message_is_said_with_what_stands_in_its_places(string pattern, int count, string said) =>
        Assert.Equal(said, Message.TryParse(pattern, LanguageSet.BuiltIn.English)!.Say(("count", count), ("name", "Ada {x}")));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("{title")]
    [InlineData("{Title}")]
    [InlineData("{a{b}}")]
    [InlineData("{count, plural}")]
    [InlineData("{count, select, other {x}}")]
    [InlineData("{count, plural, one {x}}")]
    [InlineData("{count, plural, some {x} other {y}}")]
    [InlineData("{count, plural, other {x}")]
    public void A_message_that_is_none_is_refused(string pattern) => Assert.Null(Message.TryParse(pattern, LanguageSet.BuiltIn.English));
}
