using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using GoNoGo.Accounts.Users;
using GoNoGo.Platform.Privacy;
using OtpNet;

namespace GoNoGo.Accounts.SignIn;

/// <summary>
/// One-time codes (RFC 6238: SHA-1, 30 seconds, 6 digits, as every authenticator app has it) from secrets that are stored encrypted.
/// </summary>
/// <param name="keys">The key of the secrets.</param>
/// <param name="clock">Tells the 30 seconds.</param>
public sealed class TotpSecrets(KeyRing keys, TimeProvider clock)
{
    private const int SecretLength = 20;

    // A clock may be half a minute off; more would only help who guesses.
    private static readonly VerificationWindow Tolerance = new(previous: 1, future: 1);
    private static readonly TimeSpan OfferLifetime = TimeSpan.FromMinutes(30);
    private static readonly byte[] Nobodys = RandomNumberGenerator.GetBytes(SecretLength);

    /// <summary>A new secret for somebody to put into their app. It counts once a code of it has come back.</summary>
    /// <param name="holder">Whose it is to be: an account or the hash of a link. Another holder cannot use the offer.</param>
    /// <param name="issuer">The name of the blog, for the app to show.</param>
    /// <param name="handle">The name of the person, for the app to show.</param>
    /// <returns>The secret in the forms that an app takes, and sealed.</returns>
    public TotpOffer Offer(string holder, string issuer, string handle)
    {
        var content = new byte[SecretLength + sizeof(long)];
        RandomNumberGenerator.Fill(content.AsSpan(0, SecretLength));
        BinaryPrimitives.WriteInt64BigEndian(content.AsSpan(SecretLength), (clock.GetUtcNow() + OfferLifetime).UtcTicks);
        return OfferOf(content, holder, issuer, handle);
    }

    /// <summary>An offer again as it was made, after a form was refused.</summary>
    /// <param name="sealedOffer">As it came back.</param>
    /// <param name="holder">Whose it is.</param>
    /// <param name="issuer">The name of the blog.</param>
    /// <param name="handle">The name of the person.</param>
    /// <returns>The same offer; a new one where that is over.</returns>
    public TotpOffer OfferAgain(string sealedOffer, string holder, string issuer, string handle) =>
        Open(sealedOffer, holder) is { } content ? OfferOf(content, holder, issuer, handle) : Offer(holder, issuer, handle);

    /// <summary>Takes the secret of an offer over into an account, if a code of it came back.</summary>
    internal bool Accept(StaffAccount account, string sealedOffer, string holder, string code)
    {
        if (Open(sealedOffer, holder) is not { } content || StepOf(content[..SecretLength], code) is not { } step)
        {
            return false;
        }

        var key = keys.Current(KeyPurpose.SignIn);
        account.SealedTotpSecret = key.Encrypt(content.AsSpan(0, SecretLength), account.Id.ToByteArray());
        account.TotpKeyVersion = key.Version;
        account.LastTotpStep = step;
        return true;
    }

    /// <summary>The step of a code that is good for an account and was not used; null else. As much work where there is none.</summary>
    internal long? StepOf(StaffAccount? account, string code)
    {
        var secret = account?.SealedTotpSecret is { } sealedSecret && keys.Find(KeyPurpose.SignIn, account.TotpKeyVersion ?? 0) is { } key
            ? key.Decrypt(sealedSecret, account.Id.ToByteArray())
            : null;
        var step = StepOf(secret ?? Nobodys, code);
        return secret is not null && step > account?.LastTotpStep ? step : null;
    }

    private long? StepOf(byte[] secret, string code)
    {
        var digits = code.Replace(" ", "", StringComparison.Ordinal);
        return new Totp(secret).VerifyTotp(clock.GetUtcNow().UtcDateTime, digits, out var step, Tolerance) ? step : null;
    }

    private TotpOffer OfferOf(byte[] content, string holder, string issuer, string handle)
    {
        var secret = content[..SecretLength];
        var uri = new OtpUri(OtpType.Totp, secret, handle, issuer).ToString();
        var sealedOffer = keys.Current(KeyPurpose.SignIn).Encrypt(content, Context(holder));
        return new TotpOffer(Base32Encoding.ToString(secret), uri, Base64Url.EncodeToString(sealedOffer));
    }

    private byte[]? Open(string sealedOffer, string holder)
    {
        try
        {
            var content = keys.Current(KeyPurpose.SignIn).Decrypt(Base64Url.DecodeFromChars(sealedOffer), Context(holder));
            return BinaryPrimitives.ReadInt64BigEndian(content.AsSpan(SecretLength)) > clock.GetUtcNow().UtcTicks ? content : null;
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException)
        {
            return null;
        }
    }

    private static byte[] Context(string holder) => Encoding.UTF8.GetBytes($"gonogo:totp-offer:v1 {holder}");
}

/// <summary>A secret for an authenticator app. Its text form is redacted.</summary>
/// <param name="Secret">Base32, to be typed. Secret.</param>
/// <param name="Uri">The same as an <c>otpauth:</c> address, for a QR code. Secret.</param>
/// <param name="Sealed">The same encrypted, to come back with a code.</param>
public sealed record TotpOffer(string Secret, string Uri, string Sealed)
{
    /// <summary>A fixed mark in place of the secret.</summary>
    /// <returns><c>[totp]</c></returns>
    public override string ToString() => "[totp]";
}
