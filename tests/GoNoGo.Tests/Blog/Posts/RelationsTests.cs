using GoNoGo.Blog.Posts;

namespace GoNoGo.Tests.Blog.Posts;

/// <summary>Which posts lead to each other.</summary>
public sealed class RelationsTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_parts_of_a_series_come_in_the_order_of_their_days_and_only_those_that_are_published()
    {
        Post[] posts =
        [
            Post("third", 1, "S"), Post("to-come", -1, "S"), Post("second", 2, "s"), Post("first", 3, "S"), Post("alone", 4, "T"),
        ];
        var relations = Of(posts);

        Assert.Equal(["first", "second", "third"], relations.SeriesOf(posts[3], Now).Select(post => post.Slug));
        Assert.Empty(relations.SeriesOf(posts[4], Now));
        Assert.Equal(4, relations.SeriesOf(posts[1], Now).Count);
    }

    [Fact]
    public void Rare_tags_relate_more_than_common_ones_and_of_equals_the_newest_comes_first()
    {
        Post[] posts =
        [
            Post("a", 1, tags: ["Rust", "news"]), Post("news-new", 2, tags: ["news"]), Post("news-old", 3, tags: ["news"]),
            Post("news-older", 4, tags: ["news"]), Post("news-oldest", 9, tags: ["news"]), Post("rusty", 5, tags: ["rust"]),
            Post("other", 6, tags: ["x"]),
            Post("draft", 7, tags: ["rust"]) with { IsDraft = true }, Post("deutsch", 8, tags: ["rust"]) with { Language = "de" },
        ];

        Assert.Equal(["rusty", "news-new", "news-old"], Of(posts).RelatedTo(posts[0], Now).Select(post => post.Slug));
        Assert.Empty(Of(posts).RelatedTo(posts[6], Now));
    }

    [Fact]
    public void A_part_of_the_same_series_is_not_related_as_well()
    {
        Post[] posts = [Post("b", 1, "S", "x"), Post("a", 2, "S", "x")];

        Assert.Empty(Of(posts).RelatedTo(posts[0], Now));
    }

    private static Relations Of(Post[] posts) => new(posts, "en");

    private static Post Post(string slug, int daysAgo, string? series = null, params string[] tags) => new()
    {
        Slug = slug,
        SourcePath = $"{slug}.md",
        Address = $"/posts/{slug}/",
        Title = slug,
        PublishedAt = Now.AddDays(-daysAgo),
        Series = series,
        Tags = tags,
        Excerpt = "",
        MetaDescription = "",
        Html = "",
        PlainText = "",
        WordCount = 1,
    };
}
