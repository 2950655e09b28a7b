using System.Diagnostics;
using GoNoGo.Blog.Content;
using GoNoGo.Blog.Posts;
using GoNoGo.Blog.Site;

namespace GoNoGo.Tests.Blog.Posts;

public sealed class PostSearchTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("GROSSE")]
    [InlineData("große")]
    [InlineData("smorrebrod lodz")]
    [InlineData("\"fur alle\"")]
    [InlineData("oeuvre")]
    public void Case_and_diacritics_do_not_matter(string query) =>
        Assert.Single(Find(query, Post("a", "Any", "Das Größe, für alle: Smørrebrød in Łódź. Œuvre. große")));

    [Fact]
    public void All_words_must_occur_and_a_phrase_as_one()
    {
        var post = Post("a", "Title", "one two three");
        Assert.Single(Find("three one", post));
        Assert.Empty(Find("one four", post));
        Assert.Single(Find("\"two three\" title", post));
        Assert.Empty(Find("\"one three\"", post));
        Assert.Single(Find("\"one", post));
        Assert.Empty(Find("  \"\" ", post));
        Assert.Single(Find("two " + new string(' ', 300) + "absent", post));
    }

    [Fact]
    public void Titles_come_first_then_the_newest()
    {
        var hits = Find("rust", Post("old", "x", "rust", 1), Post("new", "x", "rust", 3), Post("titled", "Rust", "x", 0));
        Assert.Equal(["titled", "new", "old"], hits.Select(hit => hit.Post.Slug));
    }

    [Fact]
    public void What_stands_in_title_or_tags_comes_first_and_a_whole_word_before_a_part_of_one()
    {
        var filler = string.Join(' ', Enumerable.Repeat("filler", 30));
        var hits = Find(
            "garden",
            Post("part", "x", $"{filler} begardened", 4),
            Post("beginning", "x", $"{filler} gardener", 3),
            Post("word", "x", $"{filler} garden", 2),
            Post("tagged", "x", filler, 1) with { Tags = ["Garden"] },
            Post("titled", "My garden", filler));

        Assert.Equal(["titled", "tagged", "word", "beginning", "part"], hits.Select(hit => hit.Post.Slug));
        Assert.Equal("garden", Assert.Single(hits[0].Title, segment => segment.IsHit).Text);
    }

    [Fact]
    public void A_rare_word_counts_more_than_a_common_one_and_a_short_text_more_than_a_long_one()
    {
        var many = Enumerable.Range(0, 20).Select(i => Post($"p{i}", "x", "common text")).ToArray();
        var rare = Post("rare", "x", "common common unusual unusual unusual", -9);
        var often = Post("often", "x", "common common common common unusual");
        Assert.Equal(["rare", "often"], Find("common unusual", [.. many, often, rare]).Select(hit => hit.Post.Slug));

        var spread = Post("long", "x", "unusual " + string.Join(' ', Enumerable.Repeat("text", 200)), 5);
        Assert.Equal(["short", "long"], Find("unusual", spread, Post("short", "x", "unusual text")).Select(hit => hit.Post.Slug));
    }

    [Fact]
    public void Drafts_and_the_future_are_never_found()
    {
        var post = Post("a", "Rust", "rust");
        Assert.Empty(Find("rust", post with { IsDraft = true }, post with { Slug = "b", PublishedAt = Now.AddDays(1) }));
    }

    [Fact]
    public void The_snippet_marks_the_words_where_they_stand()
    {
        var text = $"{string.Join(' ', Enumerable.Repeat("before", 50))} a Straße here {string.Join(' ', Enumerable.Repeat("after", 80))}";
        var hit = Assert.Single(Find("strass here", Post("a", "x", text)));
        Assert.Equal(["Straß", "here"], hit.Segments.Where(segment => segment.IsHit).Select(segment => segment.Text));
        Assert.StartsWith("…", hit.Snippet, StringComparison.Ordinal);
        Assert.EndsWith("…", hit.Snippet, StringComparison.Ordinal);
        Assert.InRange(hit.Snippet.Length, 100, 250);
    }

    [Fact]
    public void At_most_fifty_hits_are_returned_from_ten_thousand_posts_quickly()
    {
        var text = string.Join(' ', Enumerable.Range(0, 900).Select(i => $"wörd{i}"));
        var posts = Enumerable.Range(0, 10_000).Select(i => Post($"p{i}", $"Title {i}", text)).ToArray();
        var snapshot = Of(posts);
        var search = new PostSearch();
        Assert.Equal(PostSearch.MaxHits, search.Find(snapshot, "word899", Now).Count);
        var clock = Stopwatch.StartNew();
        Assert.Empty(search.Find(snapshot, "wordless word1", Now));
        output.WriteLine($"{clock.ElapsedMilliseconds} ms");
        Assert.InRange(clock.ElapsedMilliseconds, 0, 2000);
    }

    private static IReadOnlyList<SearchHit> Find(string query, params Post[] posts) => new PostSearch().Find(Of(posts), query, Now);

    private static Snapshot Of(Post[] posts) =>
        new("0", SiteSettings.Default, posts, [], new Dictionary<string, Destination>(), []);

    private static Post Post(string slug, string title, string text, int day = 0) => new()
    {
        Slug = slug,
        SourcePath = $"{slug}.md",
        Address = $"/posts/{slug}/",
        Title = title,
        PublishedAt = Now.AddDays(day - 10),
        Excerpt = "",
        MetaDescription = "",
        Html = "",
        PlainText = text,
        WordCount = 1,
    };
}
