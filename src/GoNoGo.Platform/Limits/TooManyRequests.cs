using GoNoGo.Platform.Results;

namespace GoNoGo.Platform.Limits;

/// <summary>The sender has asked or written too often within the window.</summary>
public sealed record TooManyRequests()
    : TooMany("too_many_requests", "That was too often in too short a time. Nothing was stored; wait a little, then send it again.");
