using GoNoGo.Web.Access;
using GoNoGo.Web.Admin.Frame;
using GoNoGo.Web.Pages;

namespace GoNoGo.Web.Theme;

/// <summary>The theme's files, kept by browsers for ever. They need no content: the page that asks for patience wears them too.</summary>
internal static class ThemeEndpoints
{
    public static void MapTheme(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/_/{file}", PageRoutes.Reading, AnswerAsync).OpenToEveryone();

    private static async Task<IResult> AnswerAsync(
        string file, ThemeFiles files, AdminFiles adminFiles, PageWriter writer, CancellationToken cancellationToken) =>
        (files.Find($"/_/{file}") ?? adminFiles.Find($"/_/{file}")) is { } found
            ? new PageResult(found.Bytes, found.ContentType) { IsImmutable = true }
            : await writer.NotFoundAsync(cancellationToken);
}
