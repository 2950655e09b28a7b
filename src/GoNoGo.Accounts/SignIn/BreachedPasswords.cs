using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace GoNoGo.Accounts.SignIn;

/// <summary>
/// The 43,940 passwords of 12 characters and more among the million that breaches hold most often: the first 8 bytes of the SHA-256
/// of each in lower case, sorted. Where the list comes from stands in docs/decisions/0042.
/// </summary>
internal static class BreachedPasswords
{
    private const string Resource = "breached-passwords.bin";
    private const int Width = sizeof(ulong);

    private static readonly Lazy<ulong[]> Known = new(Read);

    public static int Count => Known.Value.Length;

    /// <summary>Whether a password in lower case is among them.</summary>
    public static bool Contain(string password)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(password));
        return Array.BinarySearch(Known.Value, BinaryPrimitives.ReadUInt64BigEndian(hash)) >= 0;
    }

    private static ulong[] Read()
    {
        using var stream = typeof(BreachedPasswords).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The program was built without {Resource}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return [.. bytes.Chunk(Width).Select(chunk => BinaryPrimitives.ReadUInt64BigEndian(chunk))];
    }
}
