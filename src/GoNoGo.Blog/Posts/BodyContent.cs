namespace GoNoGo.Blog.Posts;

/// <summary>
/// A body's HTML and text, which are most of what a blog takes: held in memory, or kept elsewhere and read when they are asked for.
/// </summary>
internal abstract class BodyContent
{
    /// <summary>Reads both.</summary>
    public abstract BodyForms Read();

    /// <summary>Of what is held in memory.</summary>
    public static BodyContent Of(string html, string plainText) => new Held(new BodyForms(html, plainText));

    private sealed class Held(BodyForms text) : BodyContent
    {
        public override BodyForms Read() => text;
    }
}

/// <summary>A body in both forms.</summary>
/// <param name="Html">Its HTML; asks no other origin for anything and holds no inline script or style.</param>
/// <param name="PlainText">Its text, for search.</param>
internal sealed record BodyForms(string Html, string PlainText);
