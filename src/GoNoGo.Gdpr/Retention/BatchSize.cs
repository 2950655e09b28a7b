namespace GoNoGo.Gdpr.Retention;

/// <summary>
/// How many rows one unit of work removes: so many that it holds up nobody for over 100 ms, going by how long the last one took.
/// </summary>
internal sealed class BatchSize
{
    private const int Fewest = 5;
    private const int Most = 500;

    /// <summary>
    /// A quarter of what a writer may wait at most: the rest is for the commit, and for what the last batch could not foresee.
    /// </summary>
    private static readonly TimeSpan Aim = TimeSpan.FromMilliseconds(25);

    public int Rows { get; private set; } = Fewest;

    public void Adjust(TimeSpan taken)
    {
        if (taken > Aim)
        {
            Rows = Math.Max(Fewest, (int)(Rows * (Aim / taken)));
        }
        else if (taken < Aim / 2)
        {
            Rows = Math.Min(Most, Rows * 2);
        }
    }
}
