namespace GoNoGo.Blog.Posts.Search;

/// <summary>Okapi BM25 with its usual constants (Robertson and Zaragoza, 2009): a rare term counts more, in a long text less.</summary>
/// <param name="posts">How many posts there are.</param>
/// <param name="averageLength">Of their texts.</param>
internal sealed class Ranking(int posts, double averageLength)
{
    private const double Saturation = 1.2;
    private const double LengthShare = 0.75;

    /// <param name="holders">How many posts hold the term.</param>
    /// <param name="weight">How often this one does.</param>
    /// <param name="length">How long it is.</param>
    public double Score(int holders, double weight, int length)
    {
        var rarity = Math.Log(1 + ((posts - holders + 0.5) / (holders + 0.5)));
        var norm = 1 - LengthShare + (LengthShare * length / Math.Max(1, averageLength));
        return rarity * weight * (Saturation + 1) / (weight + (Saturation * norm));
    }
}
