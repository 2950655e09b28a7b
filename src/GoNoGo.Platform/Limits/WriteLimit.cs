namespace GoNoGo.Platform.Limits;

/// <summary>How often one sender may do something that is counted in the database.</summary>
/// <param name="Kind">What is counted, in snake_case; each kind is counted for itself.</param>
/// <param name="Amount">How often within the window, from 1.</param>
/// <param name="Window">How long each time counts.</param>
public sealed record WriteLimit(string Kind, int Amount, TimeSpan Window);

/// <summary>The tags by which a sender is counted. Personal.</summary>
/// <param name="Today">The tag of this day.</param>
/// <param name="Yesterday">The tag of the day before, for windows that reach over midnight; null where nothing was counted then.</param>
public sealed record SenderTags(string Today, string? Yesterday)
{
    /// <summary>A fixed mark in place of the tags.</summary>
    /// <returns><c>[sender]</c></returns>
    public override string ToString() => "[sender]";
}

/// <summary>What a sender has left.</summary>
/// <param name="Limit">Of what.</param>
/// <param name="Slot">The place that was taken, from 1; 0 where none was free.</param>
/// <param name="Left">How many more there are before the window moves on.</param>
/// <param name="Wait">Until the next place is free; zero where one is.</param>
public sealed record LimitState(WriteLimit Limit, int Slot, int Left, TimeSpan Wait)
{
    /// <summary>Whether the write may go on.</summary>
    public bool IsTaken => Slot > 0;
}
