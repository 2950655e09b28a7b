using GoNoGo.Gdpr.Register;
using GoNoGo.Gdpr.Retention;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Privacy.Declaration;
using GoNoGo.Web.Database.Sqlite;

namespace GoNoGo.Tests.Gdpr.Register;

/// <summary>Notice and register tell of all that the marks declare, in every language.</summary>
public sealed class PrivacyNoticeTests
{
    private static readonly NoticeFacts Facts = new(
        "Ada Example", "ada@blog.example.org", "1 Example Street\n12345 Exampleton", "smtp.example.org");

    public static TheoryData<string> Languages => [.. PrivacyNotice.Languages];

    [Fact]
    public void There_are_notices_in_English_German_French_and_Spanish() => Assert.Equal(["en", "de", "es", "fr"], PrivacyNotice.Languages);

    [Theory]
    [MemberData(nameof(Languages))]
    public void Each_language_has_a_word_for_every_mark_and_the_same_sentences_as_the_others(string language)
    {
        var words = NoticeWords.For(language);

        Assert.Equal(NoticeWords.For("en").Keys.Order(), words.Keys.Order());
        Assert.All(words.Keys, key => Assert.False(string.IsNullOrWhiteSpace(words[key])));
        Assert.All(Enum.GetValues<Purpose>(), purpose => words.Of(purpose));
        Assert.All(Enum.GetValues<LawfulBasis>(), basis => words.Of(basis));
        Assert.All(Enum.GetValues<PersonalCategory>(), category => words.Of(category));
        Assert.All(Enum.GetValues<RetentionClock>(), clock => words.Clock(clock, new RetentionOptions()));
        Assert.All(Enum.GetValues<Recipients>().Except([Recipients.None]), recipient => words.Of(recipient));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void The_notice_holds_every_item_of_article_13(string language)
    {
        var words = NoticeWords.For(language);
        var text = PrivacyNotice.Of(Map(), new RetentionOptions { CommentDays = 365 }, Facts, language).ToMarkdown();

        string[] items =
        [
            "Ada Example", "ada@blog.example.org", "12345 Exampleton", "smtp.example.org", "365", "/privacy",
            words["recipients.transfers"], words["rights.withdraw"], words["rights.complain"], words["required.text"],
            words["automated.text"],
            .. words.List("rights.item"),
            .. Map().PersonalColumns.Select(column => column.Personal!).SelectMany(mark => new[]
            {
                words.Of(mark.Purpose), words.Of(mark.Basis), words.Of(mark.Category),
                words.Clock(mark.Clock, new RetentionOptions { CommentDays = 365 }),
            }),
        ];
        Assert.All(items.Distinct(), item => Assert.Contains(item, text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_language_without_words_of_its_own_gets_the_English_notice() =>
        Assert.Equal("en", PrivacyNotice.Of(Map(), new RetentionOptions(), Facts, "pt-BR").Language);

    [Fact]
    public void The_register_names_every_personal_column_under_its_purpose()
    {
        var register = ProcessingRegister.Of(Map(), new RetentionOptions(), Facts).ToMarkdown(new DateOnly(2028, 2, 29));

        Assert.All(Map().PersonalColumns, column => Assert.Contains($"{column.Table}.{column.Name}", register, StringComparison.Ordinal));
        Assert.Contains("2028-02-29", register, StringComparison.Ordinal);
    }

    private static DataMap Map()
    {
        using var context = new SqliteContextFactory().CreateDbContext([]);
        return DataMap.Of(context.Model);
    }
}
