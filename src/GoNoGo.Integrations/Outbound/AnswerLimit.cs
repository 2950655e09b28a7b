using System.Text.Json;

namespace GoNoGo.Integrations.Outbound;

/// <summary>
/// Reads an answer to its end, and no further than a service may send: within the time of the try, so that a cut body is one. JSON that is
/// nested deeper than any answer is refused before a library descends into it: a stack that overflows ends the program.
/// </summary>
internal sealed class AnswerLimit(long largest) : DelegatingHandler
{
    private const int Deepest = 64;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(largest, cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            ThrowIfTooDeep(body);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>Whatever it is called: a library may take for JSON what begins as such.</summary>
    private static void ThrowIfTooDeep(ReadOnlySpan<byte> body)
    {
        if (body.TrimStart(" \t\r\n\uFEFF"u8) is not [(byte)'{' or (byte)'[', ..] json)
        {
            return;
        }

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Deepest });
        while (reader.Read())
        {
            // It throws where it is too deep, and where it is none.
        }
    }
}
