using System.Globalization;

namespace GoNoGo.Web.Pages;

/// <summary>
/// A picture of the snapshot in one of its widths. Where this server has not made that yet, as right after the start of another one, it is
/// the picture itself. What was taken out of the repository is gone here too.
/// </summary>
internal static class PictureEndpoint
{
    private const string Ending = ".webp";
    private const string ContentType = "image/webp";
    private const string CacheControl = "public, max-age=31536000, immutable";

    public static async Task<IResult> AnswerAsync(BlogRequest request)
    {
        if (Parse(request.Route("form")) is not var (blobId, width) || request.Snapshot.Pictures.FindBlob(blobId) is not { } picture)
        {
            return await request.NotFoundAsync();
        }

        if (!picture.Widths.Contains(width) || request.Service<PageSources>().OpenPicture(blobId, width) is not { } stream)
        {
            return await AssetEndpoint.AnswerAsync(request, picture.Asset);
        }

        request.Http.Response.Headers.CacheControl = CacheControl;
        request.Http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Stream(stream, ContentType);
    }

    private static (string BlobId, int Width)? Parse(string form)
    {
        var parts = form.EndsWith(Ending, StringComparison.Ordinal) ? form[..^Ending.Length].Split('-') : [];
        return parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            ? (parts[0], width)
            : null;
    }
}
