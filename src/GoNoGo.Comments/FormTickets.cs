using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Comments;

/// <summary>
/// Tickets that stand in for cookies: signed over post, time and a nonce, they show that a form came from here, when, and,
/// the nonce being the idempotency key, that it is sent once.
/// </summary>
/// <param name="keys">The ticket key.</param>
/// <param name="clock">Stamps and ages tickets.</param>
public sealed class FormTickets(KeyRing keys, TimeProvider clock)
{
    /// <summary>How long a ticket is good: no longer than its nonce is remembered.</summary>
    public static readonly TimeSpan Lifetime = IdempotencyRecords.Lifetime;

    private const int TimeLength = 8;
    private const int NonceLength = 16;
    private const int MacLength = 16;
    private const int VersionLength = 4;
    private const int Length = VersionLength + TimeLength + NonceLength + MacLength;

    /// <summary>A new ticket.</summary>
    /// <param name="postId">The post whose form it is for.</param>
    /// <returns>URL-safe text.</returns>
    public string Issue(string postId)
    {
        var key = keys.Current(KeyPurpose.FormTicket);
        var ticket = new byte[Length];
        BinaryPrimitives.WriteInt32BigEndian(ticket, key.Version);
        BinaryPrimitives.WriteInt64BigEndian(ticket.AsSpan(VersionLength), clock.GetUtcNow().UtcTicks);
        RandomNumberGenerator.Fill(ticket.AsSpan(VersionLength + TimeLength, NonceLength));
        Mac(key, ticket, postId).CopyTo(ticket, Length - MacLength);
        return Base64Url.EncodeToString(ticket);
    }

    /// <summary>Reads a ticket.</summary>
    /// <param name="text">What came with the form.</param>
    /// <param name="postId">The post that is commented on.</param>
    /// <returns>Null where it was not issued here, for this post, within its lifetime.</returns>
    internal FormTicket? Check(string text, string postId)
    {
        var ticket = new byte[Length];
        if (!TokenText.TryRead(text, ticket))
        {
            return null;
        }

        var age = clock.GetUtcNow().UtcTicks - BinaryPrimitives.ReadInt64BigEndian(ticket.AsSpan(VersionLength));
        return keys.Find(KeyPurpose.FormTicket, BinaryPrimitives.ReadInt32BigEndian(ticket)) is { } key
            && CryptographicOperations.FixedTimeEquals(Mac(key, ticket, postId), ticket.AsSpan(Length - MacLength))
            && age >= 0 && age < Lifetime.Ticks
            ? new FormTicket(Base64Url.EncodeToString(ticket.AsSpan(VersionLength + TimeLength, NonceLength)), TimeSpan.FromTicks(age))
            : null;
    }

    private static byte[] Mac(Key key, byte[] ticket, string postId)
    {
        byte[] message = [.. ticket.AsSpan(0, Length - MacLength), .. Encoding.UTF8.GetBytes(postId)];
        return key.Authenticate("gonogo:form-ticket:v1", message)[..MacLength];
    }
}

/// <summary>A ticket that was good.</summary>
/// <param name="Nonce">Unique to it.</param>
/// <param name="Age">How long ago it was issued.</param>
internal sealed record FormTicket(string Nonce, TimeSpan Age);
