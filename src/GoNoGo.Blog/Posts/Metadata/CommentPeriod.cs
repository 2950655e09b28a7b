using System.Globalization;
using GoNoGo.Blog.Content;

namespace GoNoGo.Blog.Posts.Metadata;

/// <summary>How long posts take comments: <c>close_after_days</c> below <c>comments</c>, in <c>site.yaml</c> and in a post.</summary>
internal static class CommentPeriod
{
    private const int LongestDays = 36_500;

    /// <summary>Days, 0 for ever; null where nothing is said, or nothing that could be meant.</summary>
    public static int? Read(Fields comments)
    {
        if (comments.Text(ContentProblemSeverity.Warning, "closeafterdays") is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= LongestDays)
        {
            return days;
        }

        comments.Wrong(comments.Find("closeafterdays")!, "a number of days, 0 for ever", ContentProblemSeverity.Warning); // It has a text.
        return null;
    }

    /// <summary>When comments close; null for never.</summary>
    public static DateTimeOffset? End(DateTimeOffset publishedAt, int? days) => days is > 0 and var count
        && publishedAt < DateTimeOffset.MaxValue.AddDays(-LongestDays)
        ? publishedAt.AddDays(count)
        : null;
}
