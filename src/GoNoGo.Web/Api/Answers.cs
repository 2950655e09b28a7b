using System.Net.Mime;

namespace GoNoGo.Web.Api;

/// <summary>Whether a refusal is to be read by a program or by a person, where no endpoint knows.</summary>
internal static class Answers
{
    private static readonly PathString[] OfPrograms = ["/api", "/webhooks", "/health"];

    public static bool WantJson(HttpRequest request) =>
        OfPrograms.Any(path => request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase))
        || request.Headers.Accept.ToString().StartsWith(MediaTypeNames.Application.Json, StringComparison.Ordinal);
}
