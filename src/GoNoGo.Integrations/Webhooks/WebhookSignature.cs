using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GoNoGo.Integrations.Webhooks;

/// <summary>
/// Tells whether a webhook comes from who knows the secret, over the bytes as they came. One scheme counts for each message, the strictest
/// that its headers claim; every secret is tried and compared in constant time, whichever fits.
/// </summary>
internal static class WebhookSignature
{
    private const string GitHubPrefix = "sha256=";
    private const string StandardHeader = "webhook-signature";
    private const string StandardPrefix = "v1,";
    private const string StandardSecretPrefix = "whsec_";
    private const int MostSignatures = 10;
    private const int LongestId = 255;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    // Standard Webhooks asks for five minutes.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    // When both come, only Forgejo's counts (its documentation); both services send GitHub's headers too.
    private static readonly (string Header, WebhookSource Source, Func<string, WebhookMessage, WebhookSecrets, bool> Fits)[] Schemes =
    [
        ("X-Forgejo-Signature", WebhookSource.Forgejo, (value, message, secrets) => FitsHex(value, message, secrets)),
        ("X-Gitea-Signature", WebhookSource.Gitea, (value, message, secrets) => FitsHex(value, message, secrets)),
        ("X-Gitlab-Token", WebhookSource.GitLab, FitsToken),
        ("X-Hub-Signature-256", WebhookSource.GitHub, (value, message, secrets) =>
            value.StartsWith(GitHubPrefix, StringComparison.Ordinal) && FitsHex(value[GitHubPrefix.Length..], message, secrets)),
    ];

    /// <summary>The headers of which one is there on every message that can fit.</summary>
    public static IEnumerable<string> Headers => Schemes.Select(scheme => scheme.Header).Prepend(StandardHeader);

    /// <summary>Who signed it; null where nobody did that knows a secret.</summary>
    public static WebhookSource? Check(WebhookMessage message, WebhookSecrets secrets, DateTimeOffset now)
    {
        // GitLab may send its token beside the signature; the signature is what cannot be carried to another message.
        if (message.Headers(StandardHeader).Count > 0)
        {
            return FitsStandard(message, secrets, now) ? WebhookSource.GitLab : null;
        }

        foreach (var (header, source, fits) in Schemes)
        {
            if (message.Headers(header) is { Count: > 0 } values)
            {
                return values is [var one] && fits(one, message, secrets) ? source : null;
            }
        }

        return null;
    }

    private static bool FitsHex(string hex, WebhookMessage message, WebhookSecrets secrets)
    {
        // What every service writes; any other form is not theirs.
        if (hex.Length != HMACSHA256.HashSizeInBytes * 2 || hex.AsSpan().ContainsAnyExcept(HexDigits))
        {
            return false;
        }

        var given = Convert.FromHexString(hex);
        return AnyFits(secrets, secret => HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), message.Body.Span), given);
    }

    // Compared as digests, so that neither length nor content shows in the time.
    private static bool FitsToken(string token, WebhookMessage message, WebhookSecrets secrets) =>
        AnyFits(secrets, secret => SHA256.HashData(Encoding.UTF8.GetBytes(secret)), SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static bool FitsStandard(WebhookMessage message, WebhookSecrets secrets, DateTimeOffset now)
    {
        if (message.First("webhook-id") is not { Length: > 0 and <= LongestId } id
            || message.First("webhook-timestamp") is not { } stamp
            || !long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(now.ToUnixTimeSeconds() - (double)seconds) > Tolerance.TotalSeconds
            || message.First(StandardHeader)?.Split(' ') is not { Length: <= MostSignatures } parts)
        {
            return false;
        }

        var signed = Encoding.UTF8.GetBytes($"{id}.{stamp}.");
        var fits = false;
        foreach (var part in parts.Where(part => part.StartsWith(StandardPrefix, StringComparison.Ordinal)))
        {
            var given = new byte[HMACSHA256.HashSizeInBytes];
            if (Convert.TryFromBase64String(part[StandardPrefix.Length..], given, out var length) && length == given.Length)
            {
                fits |= AnyFits(secrets, secret => StandardMac(secret, signed, message.Body.Span), given);
            }
        }

        return fits;
    }

    private static byte[] StandardMac(string secret, byte[] signed, ReadOnlySpan<byte> body)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, StandardKey(secret));
        mac.AppendData(signed);
        mac.AppendData(body);
        return mac.GetHashAndReset();
    }

    private static byte[] StandardKey(string secret)
    {
        var key = new byte[secret.Length];
        return secret.StartsWith(StandardSecretPrefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(secret[StandardSecretPrefix.Length..], key, out var length)
                ? key[..length]
                : Encoding.UTF8.GetBytes(secret);
    }

    private static bool AnyFits(WebhookSecrets secrets, Func<string, byte[]> expected, byte[] given)
    {
        var fits = false;
        foreach (var secret in secrets.All)
        {
            fits |= CryptographicOperations.FixedTimeEquals(expected(secret), given);
        }

        return fits;
    }
}

/// <summary>The kinds of hosting services whose webhooks are understood.</summary>
public enum WebhookSource
{
    /// <summary>GitHub.</summary>
    GitHub,

    /// <summary>Forgejo.</summary>
    Forgejo,

    /// <summary>Gitea.</summary>
    Gitea,

    /// <summary>GitLab.</summary>
    GitLab,
}
