using GoNoGo.Blog.Content;
using GoNoGo.Tests.Blog.Content;

namespace GoNoGo.Tests.Blog.Site;

/// <summary>A blog puts texts of its own in place of the program's; what is wrong in them is said by line and the rest counts.</summary>
public sealed class LanguageFolderTests : IDisposable
{
    private readonly ContentRepository repository = new();

    [Fact]
    public void Texts_of_the_blog_stand_in_place_of_the_programs_and_the_others_stay()
    {
        repository.Write(
            "languages/fr.yaml",
            """
            pages:
              search: Fouiller
              posts: "{count, plural, one {# billet} other {# billets}}"
            """);

        var languages = Built().Site.Languages;

        var pages = languages.For("fr-CA").Section("pages");
        Assert.Equal("Fouiller", pages["search"].Say());
        Assert.Equal("0 billet", pages["posts"].Say(("count", 0)));
        Assert.Equal("Archives", pages["archive"].Say());
        Assert.Equal("Search", languages.English.Section("pages")["search"].Say());
    }

    [Fact]
    public void A_language_that_the_program_has_not_comes_with_one_file()
    {
        repository.Write(
            "languages/it.yaml",
            """
            language: {name: Italiano, plural.one: i = 1 and v = 0}
            pages:
              search: Ricerca
              posts: "{count, plural, one {# articolo} other {# articoli}}"
            """);

        var italian = Built().Site.Languages.Find("it")!;

        Assert.Equal(("it", "Italiano"), (italian.Tag, italian.Name));
        Assert.Equal(["1 articolo", "2 articoli"], new[] { 1, 2 }.Select(count => italian.Section("pages")["posts"].Say(("count", count))));
        Assert.Equal("Archive", italian.Section("pages")["archive"].Say());
    }

    [Fact]
    public void What_is_wrong_in_a_file_is_said_by_line_with_the_nearest_key_and_the_rest_counts()
    {
        repository.Write(
            "languages/fr.yaml",
            """
            language:
              plural.one: i is 1
            pages:
              serach: Fouiller
              archive: Grenier
              tagged: Sous {tga}
              written_by: De {author
              hits: [1]
            page:
              search: X
            consent:
              publish_comment.1: Oui
            """);

        var snapshot = Built();

        Assert.Equal(
            [
                (2, "wrong_text", "plural.one"), (4, "unknown_key", "did you mean 'search'?"),
                (6, "wrong_text", "It uses {tga}, which there is not; it knows {tag}."), (7, "wrong_text", "closing one"),
                (8, "wrong_type", "must be one text"), (9, "unknown_key", "did you mean 'pages'?"), (11, "fixed_text", "consents"),
            ],
            snapshot.Problems.Select(problem => (problem.Line, problem.Code, Known(problem.Message))));
        Assert.All(snapshot.Problems, problem => Assert.Equal("languages/fr.yaml", problem.Path));
        Assert.Equal("Grenier", snapshot.Site.Languages.For("fr").Section("pages")["archive"].Say());
        Assert.Single(snapshot.Posts);

        static string Known(string message) => new[]
        {
            "plural.one", "did you mean 'search'?", "It uses {tga}, which there is not; it knows {tag}.", "closing one", "must be one text",
            "did you mean 'pages'?", "consents",
        }.Single(part => message.Contains(part, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("languages/fr.yaml", "pages: [", "yaml_broken")]
    [InlineData("languages/my french.yaml", "pages: {search: X}", "wrong_language")]
    [InlineData("languages/francais.yaml", "pages: {search: X}", "wrong_language")]
    [InlineData("languages/notalang-xyzzy12345.yaml", "pages: {search: X}", "wrong_language")]
    public void A_file_that_is_none_is_refused_and_the_blog_is_built(string path, string text, string code)
    {
        repository.Write(path, text);

        var snapshot = Built();

        var problem = Assert.Single(snapshot.Problems);
        Assert.Equal((path, code, ContentProblemSeverity.Refused), (problem.Path, problem.Code, problem.Severity));
        Assert.Single(snapshot.Posts);
    }

    public void Dispose() => repository.Dispose();

    private Snapshot Built() => BlogBuild.Of(repository.Post("first.md", "First"));
}
