using Microsoft.Extensions.Compliance.Classification;

namespace GoNoGo.Platform.Privacy;

/// <summary>
/// Marks a parameter of a log message that is personal: it prints as a fixed mark. The generator of log messages can make marks without
/// arguments only, so that <see cref="PersonalAttribute"/> cannot stand there.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class RedactedAttribute() : DataClassificationAttribute(PersonalData.Personal);
