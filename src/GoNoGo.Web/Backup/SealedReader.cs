using System.Security.Cryptography;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Web.Backup;

/// <summary>
/// Reads what <see cref="SealedWriter"/> wrote. It gives out nothing that is not authentic, and its end only where the writer's was:
/// who needs the whole reads until it gives 0 bytes.
/// </summary>
internal sealed class SealedReader(Stream source, Key key, string belongsTo) : Stream
{
    private readonly byte[] header = new byte[SealedFormat.HeaderLength];
    private readonly byte[] plain = new byte[SealedFormat.SegmentLength];
    private byte[] current = new byte[SealedFormat.SegmentLength];
    private byte[] following = new byte[SealedFormat.SegmentLength];
    private AesGcm? cipher;
    private int followingLength;
    private uint segment;
    private int offset;
    private int available;
    private bool isOver;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="CryptographicException">
    /// The bytes are not those that were written, the key is another one, or they belong to something else.
    /// </exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (available == 0 && !isOver)
        {
            await OpenSegmentAsync(cancellationToken);
        }

        var taken = Math.Min(available, buffer.Length);
        plain.AsMemory(offset, taken).CopyTo(buffer);
        (offset, available) = (offset + taken, available - taken);
        return taken;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            cipher?.Dispose();
            CryptographicOperations.ZeroMemory(plain);
        }

        base.Dispose(disposing);
    }

    private async Task OpenSegmentAsync(CancellationToken cancellationToken)
    {
        if (cipher is null)
        {
            var read = await source.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancellationToken);
            if (read < header.Length || header[0] != SealedFormat.HeaderLength)
            {
                throw new CryptographicException("The stream has no header.");
            }

            cipher = SealedFormat.Cipher(key, header, belongsTo);
            followingLength = await ReadSegmentAsync(cancellationToken);
        }

        // Whether a segment is the last shows by what comes behind it.
        (current, following) = (following, current);
        var length = followingLength;
        followingLength = await ReadSegmentAsync(cancellationToken);
        isOver = followingLength == 0;
        if (length < SealedFormat.TagLength)
        {
            throw new CryptographicException("The stream is cut.");
        }

        var plainLength = length - SealedFormat.TagLength;
        cipher.Decrypt(
            SealedFormat.Nonce(header, segment, isOver),
            current.AsSpan(0, plainLength),
            current.AsSpan(plainLength, SealedFormat.TagLength),
            plain.AsSpan(0, plainLength));
        segment++;
        (offset, available) = (0, plainLength);
    }

    private ValueTask<int> ReadSegmentAsync(CancellationToken cancellationToken)
    {
        // The first one read is the stream's first, which shares its place with the header.
        var isFirst = segment == 0 && followingLength == 0;
        var length = isFirst ? SealedFormat.SegmentLength - SealedFormat.HeaderLength : SealedFormat.SegmentLength;
        return source.ReadAtLeastAsync(following.AsMemory(0, length), length, throwOnEndOfStream: false, cancellationToken);
    }
}
