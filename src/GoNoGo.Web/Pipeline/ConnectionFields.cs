using Microsoft.Net.Http.Headers;

namespace GoNoGo.Web.Pipeline;

/// <summary>
/// Header fields that speak of a connection. From HTTP/2 on a connection is none of a request's business, and one that has them is
/// malformed (RFC 9113, section 8.2.2): whoever hands it on over HTTP/1.1 would read its end elsewhere. The server refuses
/// <c>Connection</c> by itself.
/// </summary>
internal static class ConnectionFields
{
    private static readonly string[] Names =
        [HeaderNames.TransferEncoding, HeaderNames.KeepAlive, HeaderNames.ProxyConnection, HeaderNames.Upgrade];

    /// <summary>Whether a request has one that it may not have.</summary>
    public static bool AreMisplaced(HttpRequest request) =>
        !HttpProtocol.IsHttp11(request.Protocol) && !HttpProtocol.IsHttp10(request.Protocol) && Names.Any(request.Headers.ContainsKey);
}
