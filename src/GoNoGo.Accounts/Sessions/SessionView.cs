namespace GoNoGo.Accounts.Sessions;

/// <summary>A session as its owner and administrators see it.</summary>
/// <param name="Id">Its id, not the secret one.</param>
/// <param name="AccountId">Whose. Personal: a pseudonym.</param>
/// <param name="Handle">Whose. Personal.</param>
/// <param name="Device">Such as <c>Firefox on Linux</c>. Personal.</param>
/// <param name="Method">How its owner showed who they are.</param>
/// <param name="CreatedAt">When it began, UTC.</param>
/// <param name="LastSeenAt">When it was last used, UTC, to the minute.</param>
/// <param name="HasMoved">Whether the network has changed within a day.</param>
public sealed record SessionView(
    Guid Id,
    Guid AccountId,
    string Handle,
    string Device,
    SignInMethod Method,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastSeenAt,
    bool HasMoved);
