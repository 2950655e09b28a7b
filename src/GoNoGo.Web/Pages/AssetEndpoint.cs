using GoNoGo.Blog.Content;
using Microsoft.Net.Http.Headers;

namespace GoNoGo.Web.Pages;

/// <summary>A file of the content as it stands in the commit, with ranges and a strong ETag.</summary>
internal static class AssetEndpoint
{
    private const string CacheControl = "public, max-age=300";

    // A document that could run a script is shut in when it is opened by itself; an image in a page never runs one.
    private const string Sandboxed = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'; sandbox";

    public static async Task<IResult> AnswerAsync(BlogRequest request, Asset asset)
    {
        if (await request.Service<PageSources>().OpenAsset(asset, request.Aborted) is not { } stream)
        {
            return await request.NotFoundAsync();
        }

        var headers = request.Http.Response.Headers;
        headers.CacheControl = CacheControl;
        headers.XContentTypeOptions = "nosniff";
        if (IsActive(asset.ContentType))
        {
            headers.ContentSecurityPolicy = Sandboxed;
        }

        return Results.Stream(
            stream, asset.ContentType, entityTag: new EntityTagHeaderValue($"\"{AssetStore.TagOf(asset)}\""), enableRangeProcessing: true);
    }

    private static bool IsActive(string contentType) =>
        contentType.Contains("svg", StringComparison.Ordinal)
        || contentType.Contains("html", StringComparison.Ordinal)
        || contentType.Contains("xml", StringComparison.Ordinal);
}
