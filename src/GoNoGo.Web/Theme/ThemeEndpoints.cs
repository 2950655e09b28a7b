using GoNoGo.Web.Access;
using GoNoGo.Web.Admin.Frame;
using GoNoGo.Web.Pages;
using GoNoGo.Web.Pages.Keeping;

namespace GoNoGo.Web.Theme;

/// <summary>The theme's files, kept by browsers for ever. They need no content: the page that asks for patience wears them too.</summary>
internal static class ThemeEndpoints
{
    public static void MapTheme(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/_/{file}", PageRoutes.Reading, AnswerAsync).OpenToEveryone();

    private static async Task<IResult> AnswerAsync(
        string file, HttpRequest request, ThemeFiles files, AdminFiles adminFiles, PageWriter writer, CancellationToken cancellationToken)
    {
        if ((files.Find($"/_/{file}") ?? adminFiles.Find($"/_/{file}")) is not { } found)
        {
            return await writer.NotFoundAsync(cancellationToken);
        }

        var (bytes, encoding) = found.For(AcceptedEncodings.Of(request.Headers.AcceptEncoding));
        return new PageResult(bytes, found.ContentType) { IsImmutable = true, Encoding = encoding };
    }
}
