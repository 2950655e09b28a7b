namespace GoNoGo.Blog.Posts.Search;

/// <summary>
/// Okapi BM25 over weighted fields, with its usual constants (Robertson and Zaragoza, 2009, sections 3.2 and 3.6): a rare term counts more,
/// a repeated one ever less, and in a long text each less.
/// </summary>
internal static class Ranking
{
    private const double Saturation = 1.2;
    private const double LengthShare = 0.75;

    /// <summary>By what the occurrences in a text are divided.</summary>
    public static double Norm(double length, double averageLength) => 1 - LengthShare + (LengthShare * length / Math.Max(1, averageLength));

    /// <param name="posts">How many posts there are.</param>
    /// <param name="holders">How many of them hold the term.</param>
    /// <param name="weight">How much of it this one holds.</param>
    public static double Score(int posts, int holders, double weight) =>
        Math.Log(1 + ((posts - holders + 0.5) / (holders + 0.5))) * weight * (Saturation + 1) / (weight + Saturation);
}
