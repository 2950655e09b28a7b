using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GoNoGo.Web.Hosting;

/// <summary>
/// What one connection may ask of the server before any of our code runs: how large a request may be, how slowly it may come, how many
/// there may be. Where the framework's own bound is what we want it stands here too, so that another version cannot move it.
/// </summary>
internal static class ServerLimits
{
    public const int LargestBody = 64 * 1024;

    private const int LongestLine = 8 * 1024;
    private const int LargestHeaders = 32 * 1024;
    private const int MostHeaders = 100;
    private const int MostConnections = 20_000;
    private const int MostStreams = 100;
    private const double SlowestBytesPerSecond = 240;

    private static readonly TimeSpan PatienceForHeaders = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PatienceForSlowness = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PatienceForNext = TimeSpan.FromSeconds(130);

    public static void Set(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        limits.MaxRequestBodySize = LargestBody;
        limits.MaxRequestLineSize = LongestLine;
        limits.MaxRequestHeadersTotalSize = LargestHeaders;
        limits.MaxRequestHeaderCount = MostHeaders;
        limits.MaxConcurrentConnections = MostConnections;
        limits.MaxConcurrentUpgradedConnections = 0;
        limits.RequestHeadersTimeout = PatienceForHeaders;
        limits.KeepAliveTimeout = PatienceForNext;
        limits.MinRequestBodyDataRate = new MinDataRate(SlowestBytesPerSecond, PatienceForSlowness);
        limits.MinResponseDataRate = new MinDataRate(SlowestBytesPerSecond, PatienceForSlowness);
        limits.Http2.MaxStreamsPerConnection = MostStreams;
    }
}
