using GoNoGo.Blog.Posts;

namespace GoNoGo.Blog.Content.Building;

/// <summary>A document that has its place.</summary>
internal abstract record Placed(Document Document, string Address);

internal sealed record PlacedPost(Document Document, string Address, string Slug, DateTimeOffset PublishedAt) : Placed(Document, Address);

internal sealed record PlacedPage(Document Document, string Address) : Placed(Document, Address);
