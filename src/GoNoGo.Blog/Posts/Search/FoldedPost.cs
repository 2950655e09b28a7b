using System.Text;

namespace GoNoGo.Blog.Posts.Search;

/// <summary>A post's folded title and text as UTF-8: half the memory of a string, and the search is as fast.</summary>
internal sealed class FoldedPost(Post post)
{
    private readonly byte[] title = Encoding.UTF8.GetBytes(FoldedText.Of(post.Title));
    private readonly byte[] text = Encoding.UTF8.GetBytes(FoldedText.Of(post.PlainText));

    public bool TitleHas(ReadOnlySpan<byte> term) => title.AsSpan().IndexOf(term) >= 0;

    public bool Has(ReadOnlySpan<byte> term) => TitleHas(term) || text.AsSpan().IndexOf(term) >= 0;
}
