namespace GoNoGo.Web.Health;

/// <summary>Something that must hold before requests may come: registered once for each, asked at each call of <c>/health/ready</c>.</summary>
/// <param name="Name">For an operator, in snake_case.</param>
/// <param name="IsMet">Answers from memory; it must not wait.</param>
internal sealed record ReadinessCondition(string Name, Func<bool> IsMet);
