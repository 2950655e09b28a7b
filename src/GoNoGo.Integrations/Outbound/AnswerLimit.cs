namespace GoNoGo.Integrations.Outbound;

/// <summary>
/// Reads an answer to its end, and no further than a service may send: within the time of the try, so that a cut body is one.
/// </summary>
internal sealed class AnswerLimit(long largest) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(largest, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
