using System.Text.RegularExpressions;
using GoNoGo.Gdpr.Consent;
using GoNoGo.Platform.Languages;

namespace GoNoGo.Tests.Platform.Languages;

/// <summary>The files of the languages are whole, and written as their language is.</summary>
public sealed partial class LanguageFileTests
{
    public static TheoryData<string> Tags => [.. LanguageSet.BuiltIn.All.Select(language => language.Tag)];

    [Fact]
    public void There_is_English_German_Spanish_and_French() =>
        Assert.Equal(["English", "Deutsch", "Español", "Français"], LanguageSet.BuiltIn.All.Select(language => language.Name));

    [Theory]
    [MemberData(nameof(Tags))]
    public void A_language_says_everything_itself_and_nothing_else(string tag)
    {
        var (own, english) = (TextsOf(tag), TextsOf("en"));

        Assert.Equal(english.Keys.Order(), own.Keys.Order());
        Assert.All(own, text => Assert.Equal(tag, MessageOf(tag, text.Key).Language));
        Assert.All(own, text => Assert.Equal(text.Value, MessageOf(tag, text.Key).Pattern));
    }

    [Theory]
    [MemberData(nameof(Tags))]
    public void A_text_has_the_places_of_the_English_one(string tag) => Assert.All(
        TextsOf(tag).Keys, key => Assert.Equal(MessageOf("en", key).Places.Order(), MessageOf(tag, key).Places.Order()));

    [Theory]
    [MemberData(nameof(Tags))]
    public void A_plural_has_the_forms_that_its_language_needs(string tag)
    {
        var needed = LanguageSet.BuiltIn.For(tag).Manners.Plurals.Forms.Order().ToList();
        foreach (var key in TextsOf(tag).Keys)
        {
            foreach (var plural in MessageOf(tag, key).Parts.OfType<MessagePart.Plural>())
            {
                Assert.Equal(needed, plural.Forms.Keys.Where(form => !form.StartsWith('=')).Order());
            }
        }
    }

    [Fact]
    public void French_has_its_spaces_and_its_apostrophe() => Assert.All(TextsOf("fr"), text =>
    {
        var words = Syntax().Replace(text.Value, "");
        Assert.DoesNotMatch(@"[\w)}»] [:;!?»]|« \S|'", words.Replace("« ", "«_", StringComparison.Ordinal));
    });

    [Fact]
    public void Quotes_are_those_of_the_language()
    {
        Assert.All(TextsOf("de"), text => Assert.DoesNotMatch("[«»\"”]|“\\w", text.Value));
        Assert.All(TextsOf("fr"), text => Assert.DoesNotMatch("[\"“”„]", text.Value));
        Assert.All(TextsOf("es"), text => Assert.DoesNotMatch("[\"“”„]", text.Value));
        Assert.All(TextsOf("es"), text => Assert.Equal(text.Value.Count(unit => unit == '?'), text.Value.Count(unit => unit == '¿')));
    }

    /// <summary>These hashes prove what was agreed to: a text that changes gets another version beside the old one.</summary>
    [Theory]
    [InlineData(ConsentPurposes.PublishComment, "en", "0a204d1809fb7503678bc7e71c9777dbbe3290c499ce536c6fdb62bbb72fe371")]
    [InlineData(ConsentPurposes.NotifyByEmail, "en", "fa4091e980d628ca1767a3941fb6e4e0fd1e2b04e1ca5662452bea3b7dc456fc")]
    [InlineData(ConsentPurposes.PublishComment, "de", "f5ccdfff78fa01756de6ab815c28ffe1440e45d3ba37effeec508f3c6c44f62d")]
    [InlineData(ConsentPurposes.NotifyByEmail, "de", "8b40634abfd1e24b2e21b899bd24fb710a629764f9fb94cc67d7e1b801885a4e")]
    [InlineData(ConsentPurposes.PublishComment, "fr", "0af13ee0353125e85b30ba0e2715d0c25dc8614d29438f34dfc8354e62ffea77")]
    [InlineData(ConsentPurposes.NotifyByEmail, "fr", "58714cdfd600065568e3c7964fc8e2ff0ec276ef4c5591c6f7217ec47d4e19c7")]
    [InlineData(ConsentPurposes.PublishComment, "es", "7eb11f855bbd353668deae8a292c8bc1fec0d0838b02f4ded084f9a12448d365")]
    [InlineData(ConsentPurposes.NotifyByEmail, "es", "8078d3abe8ae39218d134de7d7c9015c3aea59d572393d3ff95b273ff7cb76cc")]
    public void The_first_words_of_a_consent_keep_their_hash(string purpose, string language, string sha256) =>
        Assert.Contains(ConsentWording.All, wording =>
            (wording.Purpose, wording.Language, wording.Version, wording.Sha256) == (purpose, language, "1", sha256));

    [Fact]
    public void A_consent_in_a_language_that_there_is_none_in_is_given_in_English() =>
        Assert.Equal("en", ConsentWording.For(ConsentPurposes.PublishComment, "it-CH").Language);

    private static Dictionary<string, string> TextsOf(string tag)
    {
        using var file = new StreamReader(typeof(LanguageSet).Assembly.GetManifestResourceStream($"GoNoGo.Platform.Languages.{tag}.yaml")!);
        return LanguageTexts.Read(file).Sections
            .Where(section => section.Key != "language")
            .SelectMany(section => section.Value.Select(text => ($"{section.Key}/{text.Key}", text.Value)))
            .ToDictionary();
    }

    private static Message MessageOf(string tag, string key) =>
        LanguageSet.BuiltIn.For(tag).Section(key.Split('/')[0])[key.Split('/')[1]];

    [GeneratedRegex(
        @", plural,|=\d+ \{|\b(one|many|other) \{|`[^`]*`|\]\([^)]*\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Syntax();
}
