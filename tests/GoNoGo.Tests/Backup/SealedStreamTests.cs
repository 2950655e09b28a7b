using System.Security.Cryptography;
using System.Text;
using GoNoGo.Platform.Privacy;
using GoNoGo.Web.Backup;

namespace GoNoGo.Tests.Backup;

/// <summary>What is encrypted comes back whole or not at all.</summary>
public sealed class SealedStreamTests
{
    private const int First = SealedFormat.SegmentLength - SealedFormat.TagLength - SealedFormat.HeaderLength;
    private const int Later = SealedFormat.SegmentLength - SealedFormat.TagLength;
    private const string Place = "gonogo:test";

    private static readonly Key Right = NewKey();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(First - 1)]
    [InlineData(First)]
    [InlineData(First + 1)]
    [InlineData(First + Later)]
    [InlineData(First + Later + 1)]
    public async Task Any_length_comes_back_as_it_was(int length)
    {
        var plain = RandomNumberGenerator.GetBytes(length);

        Assert.Equal(plain, await OpenAsync(await SealAsync(plain), Right, Place));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(SealedFormat.HeaderLength)]
    [InlineData(SealedFormat.SegmentLength)]
    [InlineData(SealedFormat.SegmentLength + 1)]
    [InlineData(2 * SealedFormat.SegmentLength)]
    [InlineData(-1)]
    public async Task What_is_cut_does_not_open_not_even_between_two_segments(int length)
    {
        var bytes = await SealAsync(RandomNumberGenerator.GetBytes(First + Later + 100));

        await RefusedAsync(bytes[..(length < 0 ? bytes.Length + length : length)]);
    }

    [Fact]
    public async Task A_changed_byte_anywhere_is_noticed()
    {
        var bytes = await SealAsync(RandomNumberGenerator.GetBytes(First + 100));
        foreach (var at in new[] { 0, 1, 33, 39, 40, 5_000, SealedFormat.SegmentLength - 1, SealedFormat.SegmentLength, bytes.Length - 1 })
        {
            bytes[at] ^= 1;
            await RefusedAsync(bytes);
            bytes[at] ^= 1;
        }
    }

    [Fact]
    public async Task Segments_that_changed_places_or_came_twice_are_noticed()
    {
        var bytes = await SealAsync(RandomNumberGenerator.GetBytes(First + Later + Later));
        var (one, two, three) = (
            bytes[..SealedFormat.SegmentLength],
            bytes[SealedFormat.SegmentLength..(2 * SealedFormat.SegmentLength)],
            bytes[(2 * SealedFormat.SegmentLength)..]);

        await RefusedAsync([.. one, .. three, .. two]);
        await RefusedAsync([.. one, .. two, .. two, .. three]);
        await RefusedAsync([.. one, .. three]);
    }

    [Fact]
    public async Task Another_key_and_another_place_open_nothing()
    {
        var bytes = await SealAsync("A text"u8.ToArray());

        await Assert.ThrowsAnyAsync<CryptographicException>(() => OpenAsync(bytes, NewKey(), Place));
        await Assert.ThrowsAnyAsync<CryptographicException>(() => OpenAsync(bytes, Right, "gonogo:other"));
        Assert.Equal("A text", Encoding.UTF8.GetString(await OpenAsync(bytes, Right, Place)));
    }

    [Fact]
    public async Task The_same_text_is_never_the_same_bytes() => Assert.NotEqual(await SealAsync([1, 2, 3]), await SealAsync([1, 2, 3]));

    private static Key NewKey() => Key.TryParse(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Key.Length)), 1)!; // Random enough.

    private static async Task RefusedAsync(byte[] bytes) =>
        await Assert.ThrowsAnyAsync<CryptographicException>(() => OpenAsync(bytes, Right, Place));

    private static async Task<byte[]> SealAsync(byte[] plain)
    {
        using var target = new MemoryStream();
        await using var writer = new SealedWriter(target, Right, Place);
        await writer.WriteAsync(plain, TestContext.Current.CancellationToken);
        var digest = await writer.CompleteAsync(TestContext.Current.CancellationToken);
        Assert.Equal(SHA256.HashData(target.ToArray()), digest);
        Assert.Equal(target.Length, writer.Written);
        return target.ToArray();
    }

    private static async Task<byte[]> OpenAsync(byte[] bytes, Key key, string place)
    {
        await using var reader = new SealedReader(new MemoryStream(bytes), key, place);
        using var plain = new MemoryStream();
        await reader.CopyToAsync(plain, TestContext.Current.CancellationToken);
        return plain.ToArray();
    }
}
