using GoNoGo.Platform.Results;
using GoNoGo.Web.Access;
using GoNoGo.Web.Api;

namespace GoNoGo.Web.Pages;

/// <summary>A form as a browser posts it from one of our own pages.</summary>
internal sealed class PostedForm
{
    private const string FormType = "application/x-www-form-urlencoded";

    // No browser sends what no keyboard writes, and no database keeps it.
    private static readonly BadRequest Unreadable = new(
        StatusCodes.Status400BadRequest, "form_unreadable", "The form could not be read. Go back and send it again.");

    private readonly IFormCollection fields;

    private PostedForm(IFormCollection fields) => this.fields = fields;

    public static async Task<Result<PostedForm>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (OwnPages.SentByAnother(request, request.HttpContext.RequestServices.GetRequiredService<PublicAddress>()))
        {
            return new FromAnotherSite();
        }

        if (request.ContentType?.Split(';')[0].Trim().Equals(FormType, StringComparison.OrdinalIgnoreCase) is not true)
        {
            return new BadRequest(StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type", "Send the form as a browser does.");
        }

        try
        {
            var read = await request.ReadFormAsync(cancellationToken);
            return read.Any(field => field.Value.Any(value => value?.Contains('\0', StringComparison.Ordinal) is true))
                ? Unreadable
                : new PostedForm(read);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return new BadRequest(
                StatusCodes.Status413PayloadTooLarge,
                "body_too_large",
                "The form is too large: a comment has at most 10,000 characters. Go back and shorten it.");
        }
        catch (InvalidDataException)
        {
            return Unreadable;
        }
    }

    /// <summary>The field as typed; empty where it is missing.</summary>
    public string Text(string name) => fields[name].FirstOrDefault() ?? "";

    /// <summary>The values of a field that may come several times, as boxes of a group do.</summary>
    public IReadOnlyList<string> All(string name) => [.. fields[name].OfType<string>()];

    public bool IsTicked(string name) => Text(name) == "true";
}

/// <summary>Another site sent this form.</summary>
internal sealed record FromAnotherSite()
    : Forbidden("from_another_site", "This form was not sent from this blog. Open the post here and write your comment there.");
