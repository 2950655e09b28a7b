using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace GoNoGo.Platform.Languages;

/// <summary>
/// The words of one part of the program in one language, a member for each. The name of the member is the key of the text: <c>ReplyTo</c>
/// says what stands under <c>reply_to</c> in the section.
/// </summary>
/// <param name="language">The language.</param>
/// <param name="section">The section of its file.</param>
public abstract class Words(Language language, string section)
{
    private static readonly ConcurrentDictionary<string, string> Keys = new(StringComparer.Ordinal);

    private readonly IReadOnlyDictionary<string, Message> messages = language.Section(section);

    /// <summary>The language of these words.</summary>
    public Language Language => language;

    /// <summary>The key of a member.</summary>
    /// <param name="member">Its name.</param>
    /// <returns>In snake_case.</returns>
    public static string KeyOf(string member) => Keys.GetOrAdd(member, JsonNamingPolicy.SnakeCaseLower.ConvertName);

    /// <summary>A text without places.</summary>
    protected string Text([CallerMemberName] string member = "") => MessageOf(member).Say();

    /// <summary>A text with one place.</summary>
    protected string Text(MessageValue value, [CallerMemberName] string member = "") => MessageOf(member).Say(value);

    /// <summary>A text with two places.</summary>
    protected string Text(MessageValue first, MessageValue second, [CallerMemberName] string member = "") =>
        MessageOf(member).Say(first, second);

    /// <summary>A text with three places.</summary>
    protected string Text(MessageValue first, MessageValue second, MessageValue third, [CallerMemberName] string member = "") =>
        MessageOf(member).Say(first, second, third);

    /// <summary>The text of a member, as it was read.</summary>
    protected Message MessageOf(string member) => messages[KeyOf(member)];

    /// <summary>The text of a key that is made from a value, such as a code on the wire; null where there is none.</summary>
    protected Message? Find(string key) => messages.GetValueOrDefault(key);
}
