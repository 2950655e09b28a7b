using System.Net.Http.Headers;

namespace GoNoGo.Integrations.GitHub;

/// <summary>Octokit calls the JSON of a PATCH a form, which GitHub overlooks and its description does not have.</summary>
internal sealed class JsonPatches : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request is { Method.Method: "PATCH", Content: { } content })
        {
            content.Headers.ContentType = new MediaTypeHeaderValue(GitHubHost.Json);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
