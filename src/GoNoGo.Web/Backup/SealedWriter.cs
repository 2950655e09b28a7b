using System.Security.Cryptography;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Web.Backup;

/// <summary>
/// Encrypts what is written into it (<see cref="SealedFormat"/>). Without <see cref="CompleteAsync"/> nothing opens the outcome.
/// </summary>
internal sealed class SealedWriter : Stream
{
    private readonly Stream target;
    private readonly byte[] header = SealedFormat.NewHeader();
    private readonly AesGcm cipher;
    private readonly IncrementalHash digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] plain = new byte[SealedFormat.SegmentLength];
    private readonly byte[] sealedBytes = new byte[SealedFormat.SegmentLength];
    private int filled;
    private uint segment;

    public SealedWriter(Stream target, Key key, string belongsTo)
    {
        this.target = target;
        cipher = SealedFormat.Cipher(key, header, belongsTo);
    }

    /// <summary>How many bytes were written to the target.</summary>
    public long Written { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Writes the last segment.</summary>
    /// <returns>SHA-256 of all that was written to the target.</returns>
    public async Task<byte[]> CompleteAsync(CancellationToken cancellationToken)
    {
        await WriteSegmentAsync(isLast: true, cancellationToken);
        return digest.GetHashAndReset();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            // A full segment is written when more comes: only then is it known not to be the last.
            if (filled == SealedFormat.PlainLength(segment))
            {
                await WriteSegmentAsync(isLast: false, cancellationToken);
            }

            var taken = Math.Min(buffer.Length, SealedFormat.PlainLength(segment) - filled);
            buffer[..taken].CopyTo(plain.AsMemory(filled));
            filled += taken;
            buffer = buffer[taken..];
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
        // A segment goes out when it is full; half of one cannot.
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            cipher.Dispose();
            digest.Dispose();
            CryptographicOperations.ZeroMemory(plain);
        }

        base.Dispose(disposing);
    }

    private async Task WriteSegmentAsync(bool isLast, CancellationToken cancellationToken)
    {
        if (segment == 0)
        {
            await EmitAsync(header, cancellationToken);
        }

        cipher.Encrypt(
            SealedFormat.Nonce(header, segment, isLast),
            plain.AsSpan(0, filled),
            sealedBytes.AsSpan(0, filled),
            sealedBytes.AsSpan(filled, SealedFormat.TagLength));
        await EmitAsync(sealedBytes.AsMemory(0, filled + SealedFormat.TagLength), cancellationToken);
        filled = 0;
        segment = checked(segment + 1);
    }

    private async Task EmitAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        digest.AppendData(bytes.Span);
        await target.WriteAsync(bytes, cancellationToken);
        Written += bytes.Length;
    }
}
