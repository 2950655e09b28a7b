namespace GoNoGo.Gdpr.UserActions;

/// <summary>Something that wants to know of user actions. Registered by the module that owns it; best effort, in memory.</summary>
/// <param name="Name">Stable, for the log.</param>
/// <param name="Type">The type of action that it wants, one of <see cref="UserActionTypes"/>.</param>
/// <param name="HandleAsync">Called once for each action, after it has been counted, in a scope of its own.</param>
public sealed record UserActionHandler(
    string Name, string Type, Func<IServiceProvider, PseudonymousAction, CancellationToken, Task> HandleAsync);
