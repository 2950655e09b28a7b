using System.Globalization;
using System.Security.Cryptography;

namespace GoNoGo.Platform.Privacy;

/// <summary>Keys as files of their own: a folder of mode 0700, files of mode 0600, base64 of 32 bytes each.</summary>
public sealed class KeyFolder
{
    /// <summary>Random bytes have about 30 of 32 distinct; a key with fewer than this was typed or left at a default.</summary>
    private const int FewestDistinctBytes = 16;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>A folder that exists from now on.</summary>
    /// <param name="path">The folder; made if it is missing.</param>
    public KeyFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Path);
        }
        else
        {
            Directory.CreateDirectory(Path, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    /// <summary>The folder's full path.</summary>
    public string Path { get; }

    /// <summary>The name of a key's file.</summary>
    /// <param name="purpose">What the key is for.</param>
    /// <param name="version">Its version.</param>
    /// <returns>Such as <c>email-tag.1.key</c>.</returns>
    public static string FileName(KeyPurpose purpose, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix(purpose)}{version}.key");

    /// <summary>Makes the first key of every purpose that has none, or says which are missing.</summary>
    /// <param name="mayMake">True where the site is on a loopback address: keys of a real site are its operator's to make.</param>
    /// <exception cref="KeyMissingException">A key is missing and may not be made.</exception>
    public void Ensure(bool mayMake)
    {
        var missing = Enum.GetValues<KeyPurpose>()
            .Where(purpose => purpose != KeyPurpose.NetworkTag && HighestVersion(purpose) is null)
            .ToList();
        if (missing.Count > 0 && !mayMake)
        {
            var names = string.Join(' ', missing.Select(purpose => FileName(purpose, 1)));
            throw new KeyMissingException(
                $"Keys are missing from {Path}. Make them with: "
                + $"(cd {ShellQuoted(Path)} && umask 077 && for key in {names}; do openssl rand -base64 32 > $key; done)");
        }

        foreach (var purpose in missing)
        {
            ReadOrMake(purpose, 1);
        }

        // A key that cannot be read must stop the start, not the first comment.
        foreach (var purpose in Enum.GetValues<KeyPurpose>().Except(missing))
        {
            _ = HighestVersion(purpose) is { } version ? Read(purpose, version) : null;
        }
    }

    internal IEnumerable<int> Versions(KeyPurpose purpose)
    {
        var prefix = Prefix(purpose);
        foreach (var file in Directory.EnumerateFiles(Path, $"{prefix}*.key"))
        {
            var version = System.IO.Path.GetFileName(file.AsSpan())[prefix.Length..^".key".Length];
            if (int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                yield return number;
            }
        }
    }

    internal int? HighestVersion(KeyPurpose purpose) => Versions(purpose).Select(version => (int?)version).Max();

    internal Key? Read(KeyPurpose purpose, int version)
    {
        var file = System.IO.Path.Combine(Path, FileName(purpose, version));
        if (!File.Exists(file))
        {
            return null;
        }

        var bytes = new byte[Key.Length];
        var isKey = Convert.TryFromBase64String(ReadText(file).Trim(), bytes, out var written)
            && written == Key.Length
            && bytes.Distinct().Count() >= FewestDistinctBytes;
        return isKey
            ? new Key(version, bytes)
            : throw new KeyMissingException(
                $"The key file {file} does not hold 32 random bytes as base64. "
                + "Restore it from your copy; one made anew cannot read what the old one wrote.");
    }

    internal Key ReadOrMake(KeyPurpose purpose, int version)
    {
        if (Read(purpose, version) is { } existing)
        {
            return existing;
        }

        // One at a time among all processes, since moving without overwriting is no single step on every system.
        using var turn = TakeTurn();
        if (Read(purpose, version) is { } made)
        {
            return made;
        }

        // Written aside first: a reader finds a whole key or none.
        var target = System.IO.Path.Combine(Path, FileName(purpose, version));
        var temporary = System.IO.Path.Combine(Path, $".{System.IO.Path.GetRandomFileName()}");
        using (var stream = new FileStream(temporary, ForOwnerOnly(FileMode.CreateNew)))
        using (var writer = new StreamWriter(stream))
        {
            writer.Write(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Key.Length)));
            writer.Flush();
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, target, overwrite: false);
        return Read(purpose, version) ?? throw new KeyMissingException($"The key file {target} vanished while it was being made.");
    }

    internal void DestroyBefore(KeyPurpose purpose, int version)
    {
        foreach (var old in Versions(purpose).Where(candidate => candidate < version).ToList())
        {
            File.Delete(System.IO.Path.Combine(Path, FileName(purpose, old)));
        }
    }

    private FileStream TakeTurn()
    {
        var path = System.IO.Path.Combine(Path, ".turn");
        FileStream? turn = null;
        SpinWait.SpinUntil(() => (turn = TryHold(path)) is not null, Patience);
        return turn ?? throw new KeyMissingException($"Another process holds {path} for over {Patience.TotalSeconds:0} seconds; stop it.");
    }

    private static FileStream? TryHold(string path)
    {
        try
        {
            return new FileStream(path, ForOwnerOnly(FileMode.OpenOrCreate));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static FileStreamOptions ForOwnerOnly(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }

    private static string ReadText(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new KeyMissingException($"The key file {file} cannot be read by this user; correct its owner or mode.");
        }
    }

    private static string ShellQuoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string Prefix(KeyPurpose purpose) => purpose switch
    {
        KeyPurpose.EmailTag => "email-tag.",
        KeyPurpose.NetworkTag => "network-tag.",
        KeyPurpose.Mailbox => "mailbox.",
        KeyPurpose.Capability => "capability.",
        KeyPurpose.FormTicket => "form-ticket.",
        KeyPurpose.ConsentReceipt => "consent-receipt.",
        KeyPurpose.RequestFingerprint => "request-fingerprint.",
        KeyPurpose.AuditSigning => "audit-signing.",
        KeyPurpose.SignIn => "sign-in.",
        _ => throw new ArgumentOutOfRangeException(nameof(purpose)),
    };
}
