namespace GoNoGo.Platform.Events;

/// <summary>That a handler wants the events of a type. Registered by hand by the module that owns the handler.</summary>
/// <param name="EventType">The event's name on the wire.</param>
/// <param name="Handler">The handler's stable name, such as <c>moderation.screen</c>.</param>
public sealed record EventSubscription(string EventType, string Handler);
