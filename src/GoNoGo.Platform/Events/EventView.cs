using System.Globalization;
using System.Reflection;
using System.Text.Json;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Platform.Events;

/// <summary>What the log may show of an event: by value only what is marked as not personal, all else by name alone.</summary>
internal static class EventView
{
    private const string Redacted = "[redacted]";

    public static string Of<TEvent>(TEvent @event)
        where TEvent : IEvent => string.Join(' ', Cache<TEvent>.Fields.Select(field => $"{field.Name}={field.Show(@event)}"));

    private static string Show(object? value) => value switch
    {
        null => "null",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>A mark may stand on the property or, in a positional record, on its parameter.</summary>
    private static bool IsShown(PropertyInfo property) =>
        property.IsDefined(typeof(NotPersonalAttribute))
        || property.DeclaringType!.GetConstructors() // A property has a declaring type.
            .SelectMany(constructor => constructor.GetParameters())
            .Any(parameter => parameter.Name == property.Name && parameter.IsDefined(typeof(NotPersonalAttribute)));

    private static class Cache<TEvent>
        where TEvent : IEvent
    {
        public static IReadOnlyList<(string Name, Func<object, string> Show)> Fields { get; } =
        [
            .. from property in typeof(TEvent).GetProperties(BindingFlags.Public | BindingFlags.Instance)
               where property.Name != nameof(IEvent.AggregateId)
               let name = JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name)
               let isShown = IsShown(property)
               select (name, new Func<object, string>(happened => isShown ? Show(property.GetValue(happened)) : Redacted)),
        ];
    }
}
