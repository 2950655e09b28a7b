using System.IO.Compression;
using GoNoGo.Web.Access;
using GoNoGo.Web.Pages;
using GoNoGo.Web.Theme;
using Microsoft.Net.Http.Headers;
using Scalar.AspNetCore;

namespace GoNoGo.Web.Api.Reader;

/// <summary>The description of the API for people, at <c>/api/</c>: Scalar, from this server alone, under a policy of our own.</summary>
internal static class ApiReaderEndpoints
{
    private const string Script = "text/javascript; charset=utf-8";

    // The package holds its script compressed.
    private const string ScalarScript = "ScalarStaticAssets.scalar.js";

    private static readonly Lazy<byte[]> Compressed = new(() => Read(typeof(ScalarOptions), ScalarScript));
    private static readonly Lazy<byte[]> Plain = new(() => Decompress(Compressed.Value));
    private static readonly Lazy<EntityTagHeaderValue> TagOfCompressed = new(() => PageResult.TagOf(Compressed.Value));
    private static readonly Lazy<EntityTagHeaderValue> TagOfPlain = new(() => PageResult.TagOf(Plain.Value));

    public static void MapApiReader(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/api/", PageRoutes.Reading, ShowAsync).OpenToEveryone();
        endpoints.MapMethods("/api/reader.js", PageRoutes.Reading, () => new PageResult(Own("reader.js"), Script)).OpenToEveryone();
        endpoints.MapMethods("/api/scalar.js", PageRoutes.Reading, ScriptAsync).OpenToEveryone();
    }

    private static IResult ShowAsync(HttpContext http)
    {
        if (http.Request.Path.Value?.EndsWith('/') is not true)
        {
            return Results.Redirect(http.Request.PathBase + http.Request.Path + "/", permanent: true);
        }

        http.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy.ApiReader;
        return new PageResult(Own("reader.html"), PageResult.Html);
    }

    private static PageResult ScriptAsync(HttpContext http)
    {
        http.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (!http.Request.GetTypedHeaders().AcceptEncoding.Any(one => one.Value == "gzip" && one.Quality is not 0))
        {
            return new PageResult(Plain.Value, Script) { KnownTag = TagOfPlain.Value };
        }

        http.Response.Headers.ContentEncoding = "gzip";
        return new PageResult(Compressed.Value, Script) { KnownTag = TagOfCompressed.Value };
    }

    private static byte[] Own(string name) => Read(typeof(ApiReaderEndpoints), $"Reader/{name}");

    private static byte[] Read(Type of, string name)
    {
        using var resource = of.Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly of {of.Name} holds no {name}.");
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static byte[] Decompress(byte[] compressed)
    {
        using var unpacking = new GZipStream(new MemoryStream(compressed), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        unpacking.CopyTo(bytes);
        return bytes.ToArray();
    }
}
