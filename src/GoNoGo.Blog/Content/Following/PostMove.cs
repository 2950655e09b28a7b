namespace GoNoGo.Blog.Content.Following;

/// <summary>A post that got another slug or address from one snapshot to the next.</summary>
internal sealed record PostMove(string FromSlug, string ToSlug, string FromAddress, string ToAddress);
