using System.IO.Compression;
using System.Security.Cryptography;
using GoNoGo.Blog.Content;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace GoNoGo.Web.Pages.Keeping;

/// <summary>A public page as bytes, as they are and compressed, each made once, with what tells whether it still holds.</summary>
internal sealed class CachedPage
{
    private const string Revalidate = "public, no-cache";
    private const int HashBytes = 16;

    /// <summary>A page larger than this is kept in one form alone.</summary>
    private const int LongestCompressed = 2 * 1024 * 1024;

    /// <summary>The smallest form takes fifty times as long to make as a page: it is for those that many ask for.</summary>
    private const int AskedForBrotli = 3;

    private readonly string contentType;
    private readonly string hash;
    private readonly Variant plain;
    private readonly Variant? gzip;
    private Variant? brotli;
    private long lastUsed = Environment.TickCount64;
    private int askedFor;

    /// <param name="page">The page, of status 200.</param>
    /// <param name="validity">Until when it holds.</param>
    /// <param name="before">What stood in its place; where it has the same bytes, they are packed already.</param>
    public CachedPage(PageResult page, PageValidity validity, CachedPage? before)
    {
        Validity = validity;
        contentType = page.ContentType;
        hash = Convert.ToHexStringLower(SHA256.HashData(page.Body.Span).AsSpan(0, HashBytes));
        if (before?.hash == hash && before.contentType == contentType)
        {
            (plain, gzip, brotli, askedFor) = (before.plain, before.gzip, before.brotli, before.askedFor);
        }
        else
        {
            plain = new Variant(page.Body, $"\"{hash}\"", default);
            gzip = Compress("gzip", bytes => new GZipStream(bytes, CompressionLevel.SmallestSize));
        }
    }

    /// <summary>Until when it holds.</summary>
    public PageValidity Validity { get; }

    /// <summary>What it takes in memory, all forms together.</summary>
    public long Bytes => plain.Body.Length
        + (gzip?.Body.Length ?? 0)
        + (Volatile.Read(ref brotli)?.Body.Length ?? 0);

    /// <summary>When it was asked for last, in milliseconds since the machine started.</summary>
    public long LastUsed => Volatile.Read(ref lastUsed);

    /// <summary>Makes the smallest form.</summary>
    public void MakeBrotli() =>
        Volatile.Write(ref brotli, Compress("br", bytes => new BrotliStream(bytes, CompressionLevel.SmallestSize)));

    /// <summary>Answers with what the client can read, or that it has it already.</summary>
    /// <param name="http">The request.</param>
    /// <param name="compression">Makes the smallest form where it is worth it.</param>
    public Task AnswerAsync(HttpContext http, PageCompression compression)
    {
        Volatile.Write(ref lastUsed, Environment.TickCount64);
        var request = http.Request;
        var response = http.Response;
        var variant = Choose(request.Headers.AcceptEncoding, compression);
        response.Headers.CacheControl = Revalidate;
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        response.Headers.ETag = variant.ETag;
        if (request.Headers.IfNoneMatch is { Count: > 0 } known && IsKnown(known))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = contentType;
        response.ContentLength = variant.Body.Length;
        response.Headers.ContentEncoding = variant.Encoding;
        return HttpMethods.IsHead(request.Method)
            ? Task.CompletedTask
            : response.BodyWriter.WriteAsync(variant.Body, http.RequestAborted).AsTask();
    }

    private Variant Choose(StringValues accepted, PageCompression compression)
    {
        var encodings = AcceptedEncodings.Of(accepted);
        if (encodings.HasFlag(AcceptedEncodings.Forms.Brotli))
        {
            if (Volatile.Read(ref brotli) is { } smallest)
            {
                return smallest;
            }

            if (plain.Body.Length <= LongestCompressed && Interlocked.Increment(ref askedFor) == AskedForBrotli)
            {
                compression.Enqueue(this);
            }
        }

        return encodings.HasFlag(AcceptedEncodings.Forms.Gzip) ? gzip ?? plain : plain;
    }

    /// <summary>RFC 9110 section 13.1.2: compared weakly, and any form of the same page will do.</summary>
    private bool IsKnown(StringValues known)
    {
        foreach (var list in known)
        {
            if (list is not null && (list.Contains(hash, StringComparison.Ordinal) || list.AsSpan().Trim() is "*"))
            {
                return true;
            }
        }

        return false;
    }

    private Variant? Compress(string encoding, Func<Stream, Stream> compression)
    {
        if (plain.Body.Length > LongestCompressed)
        {
            return null;
        }

        var bytes = new MemoryStream();
        using (var compressing = compression(bytes))
        {
            compressing.Write(plain.Body.Span);
        }

        return new Variant(bytes.ToArray(), $"\"{hash}-{encoding}\"", encoding);
    }

    private sealed record Variant(ReadOnlyMemory<byte> Body, StringValues ETag, StringValues Encoding);
}

/// <summary>Until when a page holds.</summary>
/// <param name="Snapshot">The snapshot it was made of, which may go before the page does.</param>
/// <param name="Until">When the clock changes what it shows, UTC.</param>
/// <param name="MadeAt">When it was begun, UTC.</param>
/// <param name="Notes">What it shows besides.</param>
internal sealed record PageValidity(WeakReference<Snapshot> Snapshot, DateTimeOffset Until, DateTimeOffset MadeAt, PageNotes Notes)
{
    public bool IsOf(Snapshot current) => Snapshot.TryGetTarget(out var made) && ReferenceEquals(made, current);
}
