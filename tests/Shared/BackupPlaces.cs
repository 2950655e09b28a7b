using System.Security.Cryptography;

namespace GoNoGo.Testing;

/// <summary>Two folders and two keys for the copies of a test.</summary>
public sealed class BackupPlaces : IDisposable
{
    private const int KeyLength = 32;

    private readonly TemporaryFolder folder = new();

    /// <summary>Where the copies of the database go.</summary>
    public string Path => folder["copies"];

    /// <summary>Where the copies of the keys go.</summary>
    public string KeysPath => folder["elsewhere"];

    /// <summary>Under which key the copies of the database are.</summary>
    public string Key { get; set; } = NewKey();

    /// <summary>Under which key those of the keys are.</summary>
    public string KeysKey { get; set; } = NewKey();

    /// <summary>All of it as settings of the program, by their keys.</summary>
    public Dictionary<string, string?> Settings => new(StringComparer.Ordinal)
    {
        ["GoNoGo:Backup:Path"] = Path,
        ["GoNoGo:Backup:Key"] = Key,
        ["GoNoGo:Backup:KeysPath"] = KeysPath,
        ["GoNoGo:Backup:KeysKey"] = KeysKey,
    };

    /// <summary>Another key.</summary>
    public static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyLength));

    public void Dispose() => folder.Dispose();
}
