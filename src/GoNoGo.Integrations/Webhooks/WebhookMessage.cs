namespace GoNoGo.Integrations.Webhooks;

/// <summary>A webhook as it came: its headers and the bytes of its body, of which nothing has been believed yet.</summary>
/// <param name="Headers">The values of a header by its name, which is compared without regard to case; empty where it is missing.</param>
/// <param name="Body">The body, byte for byte.</param>
public sealed record WebhookMessage(Func<string, IReadOnlyList<string>> Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>The first of these headers that is there.</summary>
    /// <param name="names">In the order in which they count.</param>
    /// <returns>Null where none is there, or where it comes twice.</returns>
    internal string? First(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Headers(name) is { Count: > 0 } values)
            {
                return values is [var one] ? one : null;
            }
        }

        return null;
    }
}
