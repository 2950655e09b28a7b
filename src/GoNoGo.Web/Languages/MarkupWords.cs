using System.Runtime.CompilerServices;
using GoNoGo.Platform.Languages;
using Microsoft.AspNetCore.Components;

namespace GoNoGo.Web.Languages;

/// <summary>Words of pages: some of their places take elements, such as a link.</summary>
/// <param name="language">The language.</param>
/// <param name="section">The section of its file.</param>
public abstract class MarkupWords(Language language, string section) : Words(language, section)
{
    /// <summary>A text with one place for an element.</summary>
    protected RenderFragment Markup(MarkupValue value, [CallerMemberName] string member = "") => Fragment(MessageOf(member), [value]);

    /// <summary>A text with two places for elements or texts.</summary>
    protected RenderFragment Markup(MarkupValue first, MarkupValue second, [CallerMemberName] string member = "") =>
        Fragment(MessageOf(member), [first, second]);

    /// <summary>A text with three places for elements or texts.</summary>
    protected RenderFragment Markup(MarkupValue first, MarkupValue second, MarkupValue third, [CallerMemberName] string member = "") =>
        Fragment(MessageOf(member), [first, second, third]);

    private RenderFragment Fragment(Message message, MarkupValue[] values) => builder =>
    {
        MessageValue[] plain = [.. values.Select(value => value.Plain)];
        foreach (var (text, isPlace) in message.Segments(plain))
        {
            var value = isPlace ? values.FirstOrDefault(value => value.Plain.Name == text) : default;
            if (value.Content is { } content)
            {
                builder.AddContent(0, content);
            }
            else
            {
                builder.AddContent(1, !isPlace ? text : value.Plain.Number is { } number ? Language.Number(number) : value.Plain.Text);
            }
        }
    };
}

/// <summary>What stands in a place of a text of a page.</summary>
/// <param name="Plain">The name of the place, with its text or number.</param>
/// <param name="Content">The element that stands there instead.</param>
public readonly record struct MarkupValue(MessageValue Plain, RenderFragment? Content)
{
    /// <summary>An element.</summary>
    /// <param name="named">The name of the place, and the element.</param>
    public static implicit operator MarkupValue((string Name, RenderFragment Content) named) =>
        new(new MessageValue(named.Name, "", null), named.Content);

    /// <summary>A text.</summary>
    /// <param name="named">The name of the place, and the text.</param>
    public static implicit operator MarkupValue((string Name, string Text) named) => new((MessageValue)named, null);

    /// <summary>A number.</summary>
    /// <param name="named">The name of the place, and the number.</param>
    public static implicit operator MarkupValue((string Name, int Number) named) => new((MessageValue)named, null);
}
