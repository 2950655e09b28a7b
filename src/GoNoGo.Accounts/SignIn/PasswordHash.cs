using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace GoNoGo.Accounts.SignIn;

/// <summary>
/// PBKDF2-HMAC-SHA-256 of a password (OWASP ASVS 5.0, 11.4.2): a byte of version, four of rounds, 16 of salt, 32 of hash. The rounds
/// stand with each, so that they can rise.
/// </summary>
internal static class PasswordHash
{
    public const int Rounds = 600_000;

    private const byte Version = 1;
    private const int SaltAt = 5;
    private const int SaltLength = 16;
    private const int HashAt = SaltAt + SaltLength;
    private const int HashLength = 32;

    // Compared with where there is no account or no password, so that both take as long as a wrong one.
    private static readonly byte[] Nobodys = Make(Convert.ToHexString(RandomNumberGenerator.GetBytes(SaltLength)));

    public static byte[] Make(string password)
    {
        var made = new byte[HashAt + HashLength];
        made[0] = Version;
        BinaryPrimitives.WriteInt32BigEndian(made.AsSpan(1), Rounds);
        RandomNumberGenerator.Fill(made.AsSpan(SaltAt, SaltLength));
        Derive(password, made, Rounds).CopyTo(made.AsSpan(HashAt));
        return made;
    }

    /// <summary>Whether a password is that of a hash; takes as long where there is none.</summary>
    public static bool IsOf(string password, byte[]? hash)
    {
        var known = hash is { Length: HashAt + HashLength } && hash[0] == Version ? hash : Nobodys;
        var derived = Derive(password, known, BinaryPrimitives.ReadInt32BigEndian(known.AsSpan(1)));
        return CryptographicOperations.FixedTimeEquals(derived, known.AsSpan(HashAt)) && known == hash;
    }

    private static byte[] Derive(string password, byte[] hash, int rounds) => Rfc2898DeriveBytes.Pbkdf2(
        Encoding.UTF8.GetBytes(PasswordRules.Canonical(password)),
        hash.AsSpan(SaltAt, SaltLength),
        rounds,
        HashAlgorithmName.SHA256,
        HashLength);
}
