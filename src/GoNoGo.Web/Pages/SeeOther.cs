using System.Text;

namespace GoNoGo.Web.Pages;

/// <summary>Leads from a form that was taken to a page with a secret address: fetched anew, so that nothing is sent twice.</summary>
internal sealed class SeeOther(string path) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = StatusCodes.Status303SeeOther;
        response.Headers.Location = InAscii(path);
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
        return Task.CompletedTask;
    }

    /// <summary>A header holds ASCII alone; what a query had decoded is encoded again, and what is encoded stays.</summary>
    private static string InAscii(string path) => Ascii.IsValid(path)
        ? path
        : string.Concat(path.EnumerateRunes().Select(rune => rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString())));
}
