using System.Text;
using GoNoGo.Blog.Content;
using GoNoGo.Blog.Posts;
using GoNoGo.Blog.Site;
using GoNoGo.Comments.Moderation;
using GoNoGo.Comments.Moderation.Rules;

namespace GoNoGo.Tests.Blog.Site;

/// <summary>The rules of moderation as <c>site.yaml</c> has them.</summary>
public sealed class ModerationSettingsTests
{
    [Fact]
    public void Every_rule_is_read_in_its_order()
    {
        var (site, problems) = Read(
            """
            comments: {close_after_days: 90}
            moderation:
              publish_trusted: true
              trusted_after: 5
              rules:
                - first_comment
                - links: 3
                - words: [casino, cheap pills]
                  name: gambling
                  weight: 20
                - words: poker
                - pattern: '\bbuy\b'
                - length: {min: 2, max: 4000}
                - post_age: 180
                - rate: {comments: 3, minutes: 5}
                - duplicate: 14
                - language: [en, de-AT]
                - form: 5
                - domains: ["*.Bad.example", "bücher.example"]
            """);

        Assert.Empty(problems);
        Assert.Equal(90, site.CloseCommentsAfterDays);
        Assert.Equal((true, 5), (site.Moderation.PublishTrusted, site.Moderation.TrustedAfter));
        Assert.Equal(
            [
                "first_comment", "links", "gambling", "words", "pattern", "length", "post_age", "rate", "duplicate", "language", "form",
                "domains",
            ],
            site.Moderation.Rules.Select(rule => rule.Name));
        Assert.Equal(20, site.Moderation.Rules[2].Weight);
        Assert.Equal(["bad.example", "xn--bcher-kva.example"], Assert.IsType<DomainRule>(site.Moderation.Rules[^1]).Domains);
        Assert.Equal(["en", "de"], Assert.IsType<LanguageRule>(site.Moderation.Rules[9]).Languages);
    }

    [Fact]
    public void A_blog_that_says_nothing_has_the_built_in_rules_and_publishes_nobody_by_itself() =>
        Assert.Same(ModerationPolicy.Default, Read("title: x").Settings.Moderation);

    [Theory]
    [InlineData("linsk: 2", "'links'")]
    [InlineData("links: many", "0 to 100")]
    [InlineData("links: 101", "0 to 100")]
    [InlineData("{links: 2, words: x}", "one kind")]
    [InlineData("words: []", "list of words")]
    [InlineData("pattern: '(unclosed'", "does not compile")]
    [InlineData(@"pattern: '(?=x)y'", "backtrack")]
    [InlineData("pattern: '(a{1000}){1000}'", "too large")]
    [InlineData("length: 5", "{min: 1, max: 10000}")]
    [InlineData("rate: {comments: 0}", "1 to 1000")]
    [InlineData("duplicate: 31", "1 to 30")]
    [InlineData("language: [english!]", "languages")]
    [InlineData("domains: ['not a domain']", "domains")]
    [InlineData("{first_comment: '', name: 'Not A Name'}", "name of a rule")]
    [InlineData("{first_comment: '', weight: 51}", "0 to 50")]
    [InlineData("first", "did you mean")]
    public void A_wrong_rule_is_reported_by_its_line_and_the_others_hold(string rule, string why)
    {
        var (site, problems) = Read($"moderation:\n  rules:\n    - links: 1\n    - {rule}\n    - duplicate\n");

        Assert.Equal(["links", "duplicate"], site.Moderation.Rules.Select(one => one.Name));
        var problem = Assert.Single(problems);
        Assert.Equal((4, "wrong_rule", ContentProblemSeverity.Warning), (problem.Line, problem.Code, problem.Severity));
        Assert.Contains(why, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("moderation: yes", "wrong_type")]
    [InlineData("moderation: {ruels: []}", "unknown_key")]
    [InlineData("moderation: {rules: links}", "wrong_type")]
    [InlineData("moderation: {trusted_after: 0}", "wrong_type")]
    [InlineData("comments: {close_after_days: soon}", "wrong_type")]
    [InlineData("comments: {close_after: 3}", "unknown_key")]
    public void What_is_wrong_around_the_rules_is_reported_and_the_rest_counts(string line, string code)
    {
        var (site, problems) = Read($"description: kept\n{line}");

        Assert.Equal("kept", site.Description);
        Assert.Equal((2, code), (Assert.Single(problems).Line, problems[0].Code));
    }

    [Fact]
    public void No_more_than_thirty_rules_are_used()
    {
        var (site, problems) = Read("moderation:\n  rules:\n" + string.Concat(Enumerable.Repeat("    - links: 1\n", 31)));

        Assert.Equal(30, site.Moderation.Rules.Count);
        Assert.Equal((33, "too_many_rules"), (Assert.Single(problems).Line, problems[0].Code));
    }

    private static (SiteSettings Settings, IReadOnlyList<ContentProblem> Problems) Read(string yaml) =>
        SiteFile.Read(new SourceFile("site.yaml", "0", Encoding.UTF8.GetBytes(yaml)));
}
