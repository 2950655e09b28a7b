using System.Reflection;

namespace GoNoGo.Platform.Data;

/// <summary>
/// An assembly whose entities are part of the one model. Each module registers its own, so that its entities stay internal.
/// </summary>
/// <param name="Assembly">Where the entity configurations are.</param>
public sealed record ModelPart(Assembly Assembly);
