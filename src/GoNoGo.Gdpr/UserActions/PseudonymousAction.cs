using GoNoGo.Platform.Privacy;

namespace GoNoGo.Gdpr.UserActions;

/// <summary>What handlers see of a user action: no more than this, whatever the edge knew.</summary>
/// <param name="Id">Random, with the time in it.</param>
/// <param name="Type">One of <see cref="UserActionTypes"/>.</param>
/// <param name="At">When, UTC.</param>
/// <param name="UserTag">A keyed tag of the signed-in person; null for everybody else. Personal.</param>
/// <param name="NetworkTag">The tag of their network for this day; null where the request needed none. Personal.</param>
/// <param name="SessionTag">A keyed tag of the session of a signed-in person; null for everybody else. Personal.</param>
/// <param name="Fields">The fields that the type lists (<see cref="UserActionTypes.FieldsOf"/>), and no other.</param>
public sealed record PseudonymousAction(
    [property: NotPersonal] Guid Id,
    [property: NotPersonal] string Type,
    [property: NotPersonal] DateTimeOffset At,
    string? UserTag,
    string? NetworkTag,
    string? SessionTag,
    [property: NotPersonal] IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>What may stand in a log.</summary>
    /// <returns>Type and id.</returns>
    public override string ToString() => $"[action {Type} {Id:D}]";
}
