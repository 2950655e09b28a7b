namespace GoNoGo.Gdpr.UserActions;

/// <summary>
/// What somebody did, as the edge saw it: raw, personal, and never stored or handed on. <see cref="UserActionProcessor"/> makes a
/// <see cref="PseudonymousAction"/> of it before anything else.
/// </summary>
/// <param name="Type">One of <see cref="UserActionTypes"/>.</param>
public sealed record UserAction(string Type)
{
    /// <summary>Who, where they are signed in. Personal.</summary>
    public string? UserId { get; init; }

    /// <summary>The tag of the network it came from, where the request has one. Personal.</summary>
    public string? NetworkTag { get; init; }

    /// <summary>The session, where they are signed in. Secret.</summary>
    public string? SessionId { get; init; }

    /// <summary>Whether the browser asked not to be tracked (<c>Sec-GPC: 1</c> or <c>DNT: 1</c>): then it is counted and no more.</summary>
    public bool IsCountOnly { get; init; }

    /// <summary>Anything else that is known. What the type does not list is dropped. May be personal.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>A fixed mark in place of all that is personal.</summary>
    /// <returns>The type only.</returns>
    public override string ToString() => $"[action {Type}]";
}
