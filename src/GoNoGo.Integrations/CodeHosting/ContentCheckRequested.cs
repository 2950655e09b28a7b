using System.Globalization;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Integrations.CodeHosting;

/// <summary>The hosting service has told that a pull request has a new head. A hint: what is checked is fetched.</summary>
/// <param name="Number">The pull request's.</param>
public sealed record ContentCheckRequested([NotPersonal] int Number) : IEvent
{
    /// <inheritdoc />
    public static string Type => "content.check_requested";

    /// <inheritdoc />
    public static int Version => 1;

    /// <inheritdoc />
    public string AggregateId => string.Create(CultureInfo.InvariantCulture, $"pull-{Number}");
}
