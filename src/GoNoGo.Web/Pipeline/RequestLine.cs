using System.Collections;
using System.Globalization;

namespace GoNoGo.Web.Pipeline;

/// <summary>
/// What is logged of a request, none of it personal. Written by hand, where all other messages are made by the generator: there is one for
/// each reading, and the generator's takes longer than the rest of a reading.
/// </summary>
/// <param name="Id">Its trace and span.</param>
/// <param name="Method">One that HTTP has, or a word for all others.</param>
/// <param name="Template">The pattern of its address, never the address, which may hold a secret.</param>
/// <param name="Status">How it was answered.</param>
/// <param name="DurationMilliseconds">From the fourth stage in and back.</param>
/// <param name="UserTag">A tag of this day of who was signed in, or a dash.</param>
internal sealed record RequestLine(string Id, string Method, string Template, int Status, double DurationMilliseconds, string UserTag)
    : IReadOnlyList<KeyValuePair<string, object?>>
{
    private const string OriginalFormat = "Request {Id} {Method} {Template} {Status} in {DurationMilliseconds:0.0} ms by {UserTag}";

    public int Count => 7;

    public KeyValuePair<string, object?> this[int index] => index switch
    {
        0 => new(nameof(Id), Id),
        1 => new(nameof(Method), Method),
        2 => new(nameof(Template), Template),
        3 => new(nameof(Status), Status),
        4 => new(nameof(DurationMilliseconds), DurationMilliseconds),
        5 => new(nameof(UserTag), UserTag),
        6 => new("{OriginalFormat}", OriginalFormat),
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var index = 0; index < Count; index++)
        {
            yield return this[index];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString()
    {
        var tenths = (long)Math.Round(DurationMilliseconds * 10); // Formatting the number itself takes longer than all the rest.
        return string.Create(
            CultureInfo.InvariantCulture, $"Request {Id} {Method} {Template} {Status} in {tenths / 10}.{tenths % 10} ms by {UserTag}");
    }
}
