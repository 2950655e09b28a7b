using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GoNoGo.Platform.Data;

namespace GoNoGo.Platform.Privacy;

/// <summary>Keys as files of their own: a folder of mode 0700, files of mode 0600, base64 of 32 bytes each.</summary>
public sealed class KeyFolder : IKeyStore
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>A folder that is made once something is kept in it: who only looks makes none.</summary>
    /// <param name="path">The folder.</param>
    public KeyFolder(string path) => Path = System.IO.Path.GetFullPath(path);

    /// <summary>Makes the folder, for its owner alone, where it is missing.</summary>
    public void Make()
    {
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
    public static string FileName(KeyPurpose purpose, int version) => $"{KeyPurposes.Name(purpose, version)}.key";

    /// <inheritdoc />
    public string Place => $"the folder {Path}";

    /// <summary>The folder and what is in it, as far as it is open to other users of this machine.</summary>
    /// <returns>Full paths; empty where all is its owner's alone, and on Windows, where access is by lists.</returns>
    public IReadOnlyList<string> FindOpenToOthers() => OperatingSystem.IsWindows() || !Directory.Exists(Path)
        ? []
        : [.. Directory.EnumerateFiles(Path).Prepend(Path).Where(IsOpenToOthers).Order(StringComparer.Ordinal)];

    /// <inheritdoc />
    public string HowToMake(IEnumerable<string> names)
    {
        var files = string.Join(' ', names.Select(name => $"{name}.key"));
        var folder = ShellQuoted(Path);
        return $"(umask 077 && mkdir -p {folder} && cd {folder} && for key in {files}; do openssl rand -base64 32 > $key; done)";
    }

    /// <inheritdoc />
    public IEnumerable<int> Versions(KeyPurpose purpose)
    {
        if (!Directory.Exists(Path))
        {
            yield break;
        }

        var prefix = $"{KeyPurposes.Name(purpose)}.";
        foreach (var file in Directory.EnumerateFiles(Path, $"{prefix}*.key"))
        {
            var version = System.IO.Path.GetFileName(file.AsSpan())[prefix.Length..^".key".Length];
            if (int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                yield return number;
            }
        }
    }

    /// <inheritdoc />
    public Key? Read(KeyPurpose purpose, int version)
    {
        var file = System.IO.Path.Combine(Path, FileName(purpose, version));
        if (!File.Exists(file))
        {
            return null;
        }

        return Key.TryParse(ReadText(file), version)
            ?? throw new KeyMissingException(
                $"The key file {file} does not hold 32 random bytes as base64. "
                + "Restore it from your copy; one made anew cannot read what the old one wrote.");
    }

    /// <inheritdoc />
    public Key ReadOrMake(KeyPurpose purpose, int version) =>
        Keep(purpose, version, () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(Key.Length)));

    /// <inheritdoc />
    public void Add(KeyPurpose purpose, Key key)
    {
        ArgumentNullException.ThrowIfNull(key);
        Keep(purpose, key.Version, key.Reveal);
    }

    /// <inheritdoc />
    public void Destroy(KeyPurpose purpose, int version)
    {
        var file = System.IO.Path.Combine(Path, FileName(purpose, version));
        if (File.Exists(file))
        {
            // Overwritten first: a deleted file's blocks stay on the disk until somebody else needs them.
            using (var stream = new FileStream(file, FileMode.Open, FileAccess.Write))
            {
                stream.Write(new byte[stream.Length]);
                stream.Flush(flushToDisk: true);
            }

            File.Delete(file);
        }
    }

    private Key Keep(KeyPurpose purpose, int version, Func<string> text)
    {
        if (Read(purpose, version) is { } existing)
        {
            return existing;
        }

        Make();

        // One at a time among all processes, since moving without overwriting is no single step on every system.
        using var turn = TakeTurn();
        if (Read(purpose, version) is { } made)
        {
            return made;
        }

        // Written aside first: a reader finds a whole key or none.
        var target = System.IO.Path.Combine(Path, FileName(purpose, version));
        var temporary = System.IO.Path.Combine(Path, $".{System.IO.Path.GetRandomFileName()}");
        try
        {
            using (var stream = new FileStream(temporary, ForOwnerOnly(FileMode.CreateNew)))
            {
                stream.Write(Encoding.ASCII.GetBytes(text()));
                stream.Flush(flushToDisk: true);
            }

            UnixFiles.MoveDurably(temporary, target);
        }
        catch (IOException)
        {
            File.Delete(temporary); // On a full disk each try would leave one.
            throw;
        }

        return Read(purpose, version) ?? throw new KeyMissingException($"The key file {target} vanished while it was being made.");
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static bool IsOpenToOthers(string path) =>
        (File.GetUnixFileMode(path) & ~(OwnerOnly | UnixFileMode.UserExecute)) != UnixFileMode.None;

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
        catch (IOException exception) when (DiskFailure.IsHeldByAnother(exception))
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
}
