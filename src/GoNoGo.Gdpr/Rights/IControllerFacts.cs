namespace GoNoGo.Gdpr.Rights;

/// <summary>What the clocks of rights need to know of who answers for the blog. A higher project reads its settings.</summary>
public interface IControllerFacts
{
    /// <summary>Reads them.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>As they stand now.</returns>
    Task<ControllerFacts> FindAsync(CancellationToken cancellationToken);
}

/// <summary>Who answers for the blog.</summary>
/// <param name="TimeZone">In which their days begin.</param>
/// <param name="IsNamed">Whether the blog names anybody (GDPR art. 13(1)(a)).</param>
public sealed record ControllerFacts(TimeZoneInfo TimeZone, bool IsNamed);
