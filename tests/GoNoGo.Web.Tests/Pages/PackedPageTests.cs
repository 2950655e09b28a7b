using System.IO.Compression;
using System.Net;
using System.Text;

namespace GoNoGo.Web.Tests.Pages;

/// <summary>The forms in which a kept page is handed out: plain, and packed for who can unpack it.</summary>
public sealed class PackedPageTests
{
    private const string Post = "/posts/first/";

    [Theory]
    [InlineData("gzip, deflate, br, zstd", "gzip")]
    [InlineData("gzip;q=0.5", "gzip")]
    [InlineData("x-gzip", "gzip")]
    [InlineData("*", "gzip")]
    [InlineData("gzip;q=0, *", null)]
    [InlineData("identity", null)]
    [InlineData("deflate", null)]
    [InlineData(";;;,q=", null)]
    [InlineData(null, null)]
    public async Task A_client_gets_what_it_can_unpack(string? accepted, string? encoding)
    {
        await using var host = await PageHost.StartAsync(PageEndpointTests.Blog());
        var plain = (await host.GetAsync(Post)).Body;

        using var response = await AskAsync(host, Post, accepted);

        Assert.Equal(encoding, response.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Contains("Accept-Encoding", response.Headers.Vary);
        Assert.Equal(plain, await UnpackedAsync(response));
    }

    [Fact]
    public async Task A_page_that_is_asked_for_again_and_again_is_packed_as_small_as_can_be()
    {
        await using var host = await PageHost.StartAsync(PageEndpointTests.Blog());
        var plain = (await host.GetAsync(Post)).Body;
        using var gzip = await AskAsync(host, Post, "br, gzip");

        await Testing.Eventually.HoldsAsync(
            "it is packed with Brotli",
            async () =>
            {
                using var again = await AskAsync(host, Post, "br, gzip");
                return again.Content.Headers.ContentEncoding.Single() == "br";
            },
            TestContext.Current.CancellationToken);
        using var brotli = await AskAsync(host, Post, "br, gzip");

        Assert.Equal(plain, await UnpackedAsync(brotli));
        Assert.True(brotli.Content.Headers.ContentLength < gzip.Content.Headers.ContentLength);
        Assert.NotEqual(gzip.Headers.ETag, brotli.Headers.ETag);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("gzip")]
    public async Task The_tag_of_any_form_is_known_again(string? accepted)
    {
        await using var host = await PageHost.StartAsync(PageEndpointTests.Blog());
        using var first = await AskAsync(host, Post, "gzip");

        using var again = await AskAsync(host, Post, accepted, first.Headers.ETag!.Tag);
        using var weak = await AskAsync(host, Post, accepted, $"\"other\", W/{first.Headers.ETag!.Tag}");
        using var any = await AskAsync(host, Post, accepted, "*");
        using var other = await AskAsync(host, Post, accepted, "\"other\"");

        Assert.Equal(
            (HttpStatusCode.NotModified, HttpStatusCode.NotModified, HttpStatusCode.NotModified, HttpStatusCode.OK),
            (again.StatusCode, weak.StatusCode, any.StatusCode, other.StatusCode));
        Assert.Equal("", await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_page_over_two_megabytes_is_kept_in_one_form_alone()
    {
        var post = Sample.Post("first", change: post => post with { Html = $"<p>{new string('a', 3_000_000)}</p>" });
        await using var host = await PageHost.StartAsync(Sample.Snapshot([post]));

        for (var number = 0; number < 5; number++)
        {
            using var response = await AskAsync(host, Post, "br, gzip");
            Assert.Empty(response.Content.Headers.ContentEncoding);
        }

        Assert.InRange(host.Cache.Bytes, 3_000_000, 3_050_000);
    }

    private static async Task<HttpResponseMessage> AskAsync(PageHost host, string path, string? accepted, string? known = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accepted is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        }

        if (known is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
        }

        return await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<string> UnpackedAsync(HttpResponseMessage response)
    {
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await using var unpacked = response.Content.Headers.ContentEncoding.SingleOrDefault() switch
        {
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            _ => body,
        };
        using var reader = new StreamReader(unpacked, Encoding.UTF8);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
