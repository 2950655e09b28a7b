using System.Reflection;

namespace GoNoGo.Platform.Privacy.Declaration;

/// <summary>A column of a table, or a field of an event, with its mark.</summary>
/// <param name="Holder">The table, or the event's name on the wire.</param>
/// <param name="Name">The column, or the field as it is written in an event; snake_case.</param>
/// <param name="Property">The property that bears the mark.</param>
public sealed record MappedField(string Holder, string Name, PropertyInfo? Property)
{
    /// <summary>What it is: personal with all that belongs to it, secret, neither; null where it bears no mark.</summary>
    public Attribute? Mark { get; } = Property is null ? null : MarkOf(Property);

    /// <summary>The mark of a personal field; null for all others.</summary>
    public PersonalAttribute? Personal => Mark as PersonalAttribute;

    /// <summary>The mark in a word: <c>none</c>, <c>secret</c>, <c>personal</c>, or <c>unmarked</c>.</summary>
    public string MarkName => Mark switch
    {
        PersonalAttribute => "personal",
        SecretAttribute => "secret",
        NotPersonalAttribute => "none",
        _ => "unmarked",
    };

    /// <summary>A mark may stand on the property or, in a positional record, on its parameter.</summary>
    private static Attribute? MarkOf(PropertyInfo property) =>
        Marks(property).FirstOrDefault()
        ?? property.DeclaringType!.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic) // It has one.
            .SelectMany(constructor => constructor.GetParameters())
            .Where(parameter => parameter.Name == property.Name)
            .SelectMany(Marks)
            .FirstOrDefault();

    private static IEnumerable<Attribute> Marks(ICustomAttributeProvider bearer) =>
        bearer.GetCustomAttributes(inherit: true).OfType<Attribute>()
            .Where(attribute => attribute is PersonalAttribute or SecretAttribute or NotPersonalAttribute);
}
