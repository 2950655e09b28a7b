using GoNoGo.Web.Pages;

namespace GoNoGo.Web.Theme;

/// <summary>The theme's files, kept by browsers for ever.</summary>
internal static class ThemeEndpoints
{
    public static void MapTheme(this IEndpointRouteBuilder endpoints) => endpoints.MapPage("/_/{file}", async request =>
        request.Service<ThemeFiles>().Find($"/_/{request.Route("file")}") is { } file
            ? new PageResult(file.Bytes, file.ContentType) { IsImmutable = true }
            : await request.NotFoundAsync());
}
