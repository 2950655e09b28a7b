namespace GoNoGo.Platform.Data;

/// <summary>
/// Whether nobody waits for what a flow of control does, such as handling events: where writers take turns, those for whom somebody
/// waits come first.
/// </summary>
public static class BackgroundWork
{
    private static readonly AsyncLocal<bool> Running = new();

    /// <summary>Whether this flow of control is such work.</summary>
    public static bool IsRunning => Running.Value;

    /// <summary>Makes the rest of the calling asynchronous method, and all that it calls, such work.</summary>
    internal static void Begin() => Running.Value = true;

    /// <summary>Ends it for the rest of the calling asynchronous method: for what must not come too late, short as it is.</summary>
    internal static void Suspend() => Running.Value = false;
}
