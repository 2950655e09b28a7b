namespace GoNoGo.Platform.Data;

/// <summary>
/// Keeps calls to the outside out of units of work: what has left the process cannot be rolled back, and whoever answers slowly
/// would hold up every writer. All that speaks to somebody else asks here first.
/// </summary>
public static class OutboundCalls
{
    /// <summary>Refuses if a unit of work runs in this flow of control.</summary>
    /// <param name="call">What is about to be called, such as <c>git fetch</c>; no address, nothing personal.</param>
    /// <exception cref="InvalidOperationException">A unit of work runs: publish an event and call from its handler.</exception>
    public static void ThrowIfInUnitOfWork(string call)
    {
        if (UnitOfWork.IsRunning)
        {
            throw new InvalidOperationException(
                $"'{call}' must not be called inside a unit of work: publish an event and call from its handler.");
        }
    }
}
