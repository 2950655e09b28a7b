using GoNoGo.Platform.Results;
using GoNoGo.Web.Api;

namespace GoNoGo.Web.Pages;

/// <summary>A form as a browser posts it from one of our own pages.</summary>
internal sealed class PostedForm
{
    private const string FormType = "application/x-www-form-urlencoded";

    private readonly IFormCollection fields;

    private PostedForm(IFormCollection fields) => this.fields = fields;

    public static async Task<Result<PostedForm>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (IsFromElsewhere(request))
        {
            return new FromAnotherSite();
        }

        if (request.ContentType?.Split(';')[0].Trim().Equals(FormType, StringComparison.OrdinalIgnoreCase) is not true)
        {
            return new BadRequest(StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type", Words.FormTypeWrong);
        }

        try
        {
            return new PostedForm(await request.ReadFormAsync(cancellationToken));
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return new BadRequest(StatusCodes.Status413PayloadTooLarge, "body_too_large", Words.FormTooLarge);
        }
        catch (InvalidDataException)
        {
            return new BadRequest(StatusCodes.Status400BadRequest, "form_unreadable", Words.FormUnreadable);
        }
    }

    /// <summary>The field as typed; empty where it is missing.</summary>
    public string Text(string name) => fields[name].FirstOrDefault() ?? "";

    /// <summary>The values of a field that may come several times, as boxes of a group do.</summary>
    public IReadOnlyList<string> All(string name) => [.. fields[name].OfType<string>()];

    public bool IsTicked(string name) => Text(name) == "true";

    /// <summary>Browsers say where a form stood; programs that say nothing cannot be made to act by another site.</summary>
    private static bool IsFromElsewhere(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() switch
    {
        "" => request.Headers.Origin.ToString() is { Length: > 0 } origin
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var url) && url.Authority == request.Host.Value),
        var site => site is "cross-site" or "same-site",
    };
}

/// <summary>Another site sent this form.</summary>
internal sealed record FromAnotherSite()
    : Forbidden("from_another_site", "This form was not sent from this blog. Open the post here and write your comment there.");
