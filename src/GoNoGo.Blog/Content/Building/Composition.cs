using GoNoGo.Blog.Content.Git;
using GoNoGo.Blog.Posts;
using GoNoGo.Blog.Posts.Metadata;
using GoNoGo.Blog.Site;

namespace GoNoGo.Blog.Content.Building;

/// <summary>Puts a placed document and its body together to what readers see.</summary>
internal sealed class Composition(SiteSettings site, Func<string, string, int, string?> imageAt, EditHistory? history)
{
    public Post Compose(PlacedPost placed, Lazy<RenderedBody> body)
    {
        var (document, frontMatter) = (placed.Document, placed.Document.FrontMatter);
        return new Post
        {
            Slug = placed.Slug,
            SourcePath = document.Path,
            Address = placed.Address,
            Title = document.Title,
            PublishedAt = placed.PublishedAt,
            UpdatedAt = frontMatter.Updated,
            ExpiresAt = frontMatter.Expires,
            IsDraft = IsDraft(document),
            Authors = frontMatter.Authors is { Count: > 0 } authors ? authors : site.Author is { } author ? [author] : [],
            Tags = frontMatter.Tags,
            Excerpt = frontMatter.Excerpt,
            MetaDescription = frontMatter.Description,
            FeaturedImage = frontMatter.Image is { } image ? imageAt(document.Path, image, frontMatter.ImageLine) : null,
            FeaturedImageAlt = frontMatter.ImageAlt,
            Body = body,
            Language = frontMatter.Language,
            TranslationKey = frontMatter.TranslationKey,
            CommentsOpen = frontMatter.CommentsOpen,
            CommentsCloseAt = CommentPeriod.End(placed.PublishedAt, frontMatter.CloseCommentsAfterDays ?? site.CloseCommentsAfterDays),
            Series = frontMatter.Series,
            ShowsHistory = frontMatter.History ?? site.ShowsHistory,
            NoIndex = frontMatter.NoIndex,
            CanonicalUrl = frontMatter.CanonicalUrl,
            Edits = history?.Of(document.Path) ?? [],
        };
    }

    public StaticPage Compose(PlacedPage placed, Lazy<RenderedBody> body)
    {
        var (document, frontMatter) = (placed.Document, placed.Document.FrontMatter);
        return new StaticPage
        {
            SourcePath = document.Path,
            Address = placed.Address,
            Title = document.Title,
            MetaDescription = frontMatter.Description ?? frontMatter.Excerpt,
            Body = body,
            Language = frontMatter.Language,
            UpdatedAt = frontMatter.Updated,
            IsDraft = IsDraft(document),
            NoIndex = frontMatter.NoIndex,
            Edits = history?.Of(document.Path) ?? [],
        };
    }

    // Jekyll keeps drafts in a folder instead of a key.
    private static bool IsDraft(Document document) =>
        document.FrontMatter.Draft || document.Path.Split('/').Contains("_drafts", StringComparer.Ordinal);
}
