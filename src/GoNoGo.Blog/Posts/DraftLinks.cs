using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Blog.Posts;

/// <summary>
/// Signed links to posts that are not published: an HMAC of the slug and the end of its validity. Nothing of them is stored, so one cannot
/// be revoked alone; replacing the key revokes all.
/// </summary>
/// <param name="keys">The key of such links; only the current one counts.</param>
/// <param name="clock">Tells what is over.</param>
public sealed class DraftLinks(KeyRing keys, TimeProvider clock)
{
    /// <summary>How long a link is good.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private const int TimeLength = 8;
    private const int MacLength = 16;

    /// <summary>Makes a link's secret.</summary>
    /// <param name="slug">The post's slug.</param>
    /// <returns>Base64url; whoever has it reads the post for <see cref="Lifetime"/>.</returns>
    public string TokenFor(string slug)
    {
        var token = new byte[TimeLength + MacLength];
        BinaryPrimitives.WriteInt64BigEndian(token, (clock.GetUtcNow() + Lifetime).ToUnixTimeSeconds());
        Mac(slug, token).CopyTo(token, TimeLength);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>Checks a link's secret.</summary>
    /// <param name="slug">The slug in the link.</param>
    /// <param name="text">The secret in the link.</param>
    /// <returns>Until when it is good, UTC; null where it is not, of whatever reason.</returns>
    public DateTimeOffset? Read(string slug, string text)
    {
        ArgumentNullException.ThrowIfNull(slug);
        ArgumentNullException.ThrowIfNull(text);
        var token = new byte[TimeLength + MacLength];
        if (text.Length != Base64Url.GetEncodedLength(token.Length)
            || Base64Url.DecodeFromChars(text, token, out _, out var written) != OperationStatus.Done
            || written != token.Length
            || !CryptographicOperations.FixedTimeEquals(Mac(slug, token), token.AsSpan(TimeLength)))
        {
            return null;
        }

        var until = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(token));
        return clock.GetUtcNow() < until ? until : null;
    }

    private byte[] Mac(string slug, byte[] token) => keys.Current(KeyPurpose.DraftLink)
        .Authenticate("gonogo:draft-link:v1", [.. token.AsSpan(0, TimeLength), .. Encoding.UTF8.GetBytes(slug)])[..MacLength];
}
