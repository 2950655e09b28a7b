namespace GoNoGo.Web.Health;

/// <summary>Something that must hold before requests may come. Registered as a singleton; <c>/health/ready</c> asks all.</summary>
/// <param name="Name">For an operator, in snake_case.</param>
/// <param name="IsMet">Answers from memory; it must not wait.</param>
internal sealed record ReadinessCondition(string Name, Func<bool> IsMet);
