using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace GoNoGo.Web.Pages;

/// <summary>Bytes with a strong ETag: answers a conditional request with 304 and a HEAD without a body.</summary>
internal sealed class PageResult(ReadOnlyMemory<byte> body, string contentType) : IResult
{
    public const string Html = "text/html; charset=utf-8";

    private const string Revalidate = "public, no-cache";
    private const string Private = "no-store";
    private const string Immutable = "public, max-age=31536000, immutable";

    private string cacheControl = Revalidate;

    public ReadOnlyMemory<byte> Body => body;

    public string ContentType => contentType;

    public int Status { get; init; } = StatusCodes.Status200OK;

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>For a page that only one person may see: nothing keeps it, no address leaks from it.</summary>
    public bool IsPrivate
    {
        get => cacheControl == Private;
        init => cacheControl = value ? Private : cacheControl;
    }

    /// <summary>For an address that holds the hash of its bytes.</summary>
    public bool IsImmutable
    {
        get => cacheControl == Immutable;
        init => cacheControl = value ? Immutable : cacheControl;
    }

    /// <summary>How the bytes are packed, for what comes in several forms; null where they are as they are.</summary>
    public string? Encoding { get; init; }

    /// <summary>The tag of the bytes, for those that are large and stay the same; null has it made for each answer.</summary>
    public EntityTagHeaderValue? KnownTag { get; init; }

    public static EntityTagHeaderValue TagOf(ReadOnlySpan<byte> body) =>
        new($"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16))}\"");

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.Headers.CacheControl = Status >= StatusCodes.Status500InternalServerError ? Private : cacheControl;
        if (IsPrivate)
        {
            response.Headers["Referrer-Policy"] = "no-referrer";
        }

        if (Encoding is not null)
        {
            response.Headers.ContentEncoding = Encoding;
            response.Headers.Vary = HeaderNames.AcceptEncoding;
        }

        if (RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = ((int)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        if (Status == StatusCodes.Status200OK && !IsPrivate && IsNotModified(httpContext))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.StatusCode = Status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(httpContext.Request.Method))
        {
            await response.Body.WriteAsync(body, httpContext.RequestAborted);
        }
    }

    private bool IsNotModified(HttpContext context)
    {
        var tag = KnownTag ?? TagOf(body.Span);
        context.Response.GetTypedHeaders().ETag = tag;

        // RFC 9110 section 13.1.2: If-None-Match compares weakly, so that a tag weakened by compression still fits.
        return new RequestHeaders(context.Request.Headers).IfNoneMatch
            .Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false));
    }
}
