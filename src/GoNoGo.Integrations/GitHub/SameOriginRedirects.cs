using System.Net;

namespace GoNoGo.Integrations.GitHub;

/// <summary>
/// Octokit follows redirects, with the token within one host and with the body anywhere. What is let through leads a reading call to
/// another address of the same server, as one for a repository that has moved does; everything else could carry a secret away.
/// </summary>
internal sealed class SameOriginRedirects : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = request.RequestUri;
        var response = await base.SendAsync(request, cancellationToken);
        if (IsRedirect(response.StatusCode) && response.Headers.Location is { } place && asked is not null
            && !(IsReading(request.Method) && IsWithin(asked, new Uri(asked, place))))
        {
            response.Dispose();
            throw new RedirectRefusedException();
        }

        return response;
    }

    private static bool IsRedirect(HttpStatusCode status) =>
        status is >= HttpStatusCode.MovedPermanently and <= HttpStatusCode.PermanentRedirect;

    private static bool IsReading(HttpMethod method) => method == HttpMethod.Get || method == HttpMethod.Head;

    private static bool IsWithin(Uri asked, Uri place) =>
        Uri.Compare(asked, place, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;
}

/// <summary>A call was led to where it must not go.</summary>
internal sealed class RedirectRefusedException() : Exception("A redirect was not followed.");
