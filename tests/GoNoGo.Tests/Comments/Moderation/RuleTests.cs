using GoNoGo.Comments.Moderation.Rules;

namespace GoNoGo.Tests.Comments.Moderation;

/// <summary>What the rules see in a text; what they ask of the database is in <see cref="ScreeningTests"/>.</summary>
public sealed class RuleTests
{
    [Theory]
    [InlineData("casino", "Visit our CASINO!", true)]
    [InlineData("casino", "The casinos of the town", false)]
    [InlineData("cheap pills", "Cheap,  pills…", true)]
    [InlineData("cheap pills", "cheap pillows", false)]
    [InlineData("casino", "ｃａｓｉｎｏ", true)]
    [InlineData("casino", "cas\u00ADi\u200Bno", true)]
    [InlineData("über", "UBER", true)]
    public async Task Words_are_found_whole_whatever_their_case_width_and_hidden_marks(string word, string text, bool isFlagged) =>
        Assert.Equal(isFlagged, await FlagsAsync(new WordRule("words", 1, [word]), text));

    [Theory]
    [InlineData(@"\bbuy\b.*\bnow\b", "BUY it now", true)]
    [InlineData(@"\bbuy\b.*\bnow\b", "nothing", false)]
    public async Task A_pattern_is_matched_without_regard_to_case(string pattern, string text, bool isFlagged) =>
        Assert.Equal(isFlagged, await FlagsAsync(PatternRule.TryCompile("pattern", 1, pattern, out _)!, text));

    [Theory]
    [InlineData("(unclosed", "does not compile")]
    [InlineData(@"(?<=a)b", "would backtrack")]
    [InlineData(@"(a)\1", "would backtrack")]
    [InlineData("(a{1000}){1000}", "grow too large")]
    public void A_pattern_that_does_not_compile_or_would_backtrack_is_refused(string pattern, string why)
    {
        Assert.Null(PatternRule.TryCompile("pattern", 1, pattern, out var problem));
        Assert.Contains(why, problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pattern_that_ruins_other_engines_answers_at_once()
    {
        var rule = PatternRule.TryCompile("pattern", 1, "^(a+)+$", out _)!;
        Assert.False(await FlagsAsync(rule, new string('a', 9_999) + "!"));
    }

    [Theory]
    [InlineData("hi", true)]
    [InlineData("hello", false)]
    [InlineData("hello to everybody here", true)]
    public async Task Length_is_counted_in_code_points(string text, bool isFlagged) =>
        Assert.Equal(isFlagged, await FlagsAsync(new LengthRule("length", 1, 5, 10), text));

    [Theory]
    [InlineData("https://bad.example/x", true)]
    [InlineData("[x](http://www.BAD.example.:8080/)", true)]
    [InlineData("https://notbad.example/", false)]
    [InlineData("bad.example without a link", false)]
    [InlineData("https://xn--bcher-kva.example/", true)]
    [InlineData("https://bücher.example/", true)]
    public async Task A_bad_domain_is_known_with_all_below_it_in_each_of_its_forms(string text, bool isFlagged) =>
        Assert.Equal(isFlagged, await FlagsAsync(new DomainRule("domains", 1, ["bad.example", "xn--bcher-kva.example"]), text));

    [Theory]
    [InlineData("one https://a.example two [b](https://b.example)", false)]
    [InlineData("https://a.example https://b.example https://c.example", true)]
    public async Task Links_are_counted_however_they_are_written(string text, bool isFlagged) =>
        Assert.Equal(isFlagged, await FlagsAsync(new LinkRule("links", 1, 2), text));

    [Theory]
    [InlineData("Купите дешёвые часы прямо сейчас на нашем сайте", true)]
    [InlineData("Vous avez gagné un prix, venez le chercher avec tous vos amis, c'est pour vous et pas pour nous", true)]
    [InlineData("I have read the whole text and this is what I think of it, but you may not agree with all that is there", false)]
    [InlineData("Ich habe den Text gelesen und das ist nicht nur für mich, aber auch für die anderen ist es eine gute Sache", false)]
    [InlineData("Danke!", false)]
    public async Task A_text_is_flagged_where_it_is_plainly_in_no_language_that_is_expected(string text, bool isFlagged) =>
        Assert.Equal(isFlagged, await FlagsAsync(new LanguageRule("language", 1, ["de"]), text));

    [Fact]
    public void Another_setting_is_another_version()
    {
        Assert.NotEqual(new LinkRule("links", 1, 2).Version, new LinkRule("links", 1, 3).Version);
        Assert.Equal(new LinkRule("links", 1, 2).Version, new LinkRule("other", 9, 2).Version);
    }

    [Fact]
    public void Verdicts_are_read_as_they_were_written()
    {
        Verdict[] verdicts =
        [
            new("links", "1.abcdef", Finding.Flagged, 5),
            new("words", "1.012345", Finding.Clean, 0),
            new("pattern", "1.0", Finding.Undecided, 0),
        ];
        Assert.Equal(verdicts, Verdicts.Read(Verdicts.Write(verdicts)));
        Assert.Equal(5, Verdicts.WeightOf(Verdicts.Write(verdicts)));
    }

    private static async Task<bool> FlagsAsync(ModerationRule rule, string text) =>
        await rule.JudgeAsync(Screened(text), TestContext.Current.CancellationToken) is Finding.Flagged;

    private static ScreenedComment Screened(string text) => new()
    {
        Content = text,
        FoldedContent = FoldedText.Of(text),
        LinkHosts = GoNoGo.Comments.Moderation.CommentScreening.HostsOf(text),
        PageLanguage = "en",
        PostAge = null,
        FormSignals = [],
        History = new Nobody(),
    };

    private sealed class Nobody : IScreeningHistory
    {
        public Task<int> ApprovedAsync(CancellationToken cancellationToken) => Task.FromResult(0);

        public Task<int> SentWithinAsync(TimeSpan period, CancellationToken cancellationToken) => Task.FromResult(1);

        public Task<bool> WasSentWithinAsync(TimeSpan period, CancellationToken cancellationToken) => Task.FromResult(false);
    }
}
