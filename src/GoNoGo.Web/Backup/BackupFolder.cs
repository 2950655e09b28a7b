using System.Globalization;
using System.IO.Compression;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;

namespace GoNoGo.Web.Backup;

/// <summary>
/// A folder of copies, for its owner alone. A copy is there once its manifest is, which is put in place last: whatever ends the process
/// before leaves nothing that looks whole, and what it leaves is deleted by the next.
/// </summary>
internal sealed class BackupFolder(string path, string kind)
{
    public const string ManifestSuffix = ".manifest.json";

    private const string PartSuffix = ".backup";
    private const string UnfinishedSuffix = ".unfinished";
    private const string LockName = ".gonogo-backup.lock";
    private const string TimeForm = "yyyyMMdd'T'HHmmss'Z'";
    private const int LargestManifest = 1 << 20;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    private string Prefix => $"gonogo-{kind}-";

    /// <summary>Makes it, where it is missing.</summary>
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

    /// <summary>Keeps others from making a copy here; null where somebody does.</summary>
    public FileStream? TryHold()
    {
        try
        {
            return new FileStream(InFolder(LockName), Options(FileMode.OpenOrCreate, FileShare.None));
        }
        catch (IOException) when (Directory.Exists(Path))
        {
            return null;
        }
    }

    /// <summary>The name of a copy: it sorts by its time.</summary>
    public string NameOf(Guid id, DateTimeOffset at) =>
        $"{Prefix}{at.UtcDateTime.ToString(TimeForm, CultureInfo.InvariantCulture)}-{id.ToString("N")[^8..]}";

    /// <summary>The names of the copies that are whole, the newest first.</summary>
    public IReadOnlyList<string> Names() =>
    [
        .. Files(ManifestSuffix).Select(file => file[..^ManifestSuffix.Length]).OrderDescending(StringComparer.Ordinal),
    ];

    /// <summary>When the newest whole copy was taken, UTC; null where there is none.</summary>
    public DateTimeOffset? NewestAt => Names() is [var newest, ..] ? TimeOf(newest) : null;

    /// <summary>What was begun here and not ended, or has lost its manifest.</summary>
    public IEnumerable<string> Leftovers()
    {
        var whole = Names().ToHashSet(StringComparer.Ordinal);
        return Files(UnfinishedSuffix).Concat(Files(PartSuffix).Where(file => !whole.Contains(file[..^PartSuffix.Length])));
    }

    public void DeleteLeftovers()
    {
        foreach (var file in Leftovers().ToList())
        {
            File.Delete(InFolder(file));
        }
    }

    /// <summary>Writes the encrypted file of a copy, which counts for nothing before its manifest.</summary>
    public async Task<BackupPart> WritePartAsync(
        string name, Guid id, Key key, Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        var part = name + PartSuffix;
        await using var file = new FileStream(InFolder(part + UnfinishedSuffix), Options(FileMode.Create, FileShare.None));
        await using var encrypting = new SealedWriter(file, key, BelongsTo(id));
        await using (var packing = new GZipStream(encrypting, CompressionLevel.Fastest, leaveOpen: true))
        {
            await write(packing);
        }

        var digest = await encrypting.CompleteAsync(cancellationToken);
        file.Flush(flushToDisk: true);
        return new BackupPart(part, encrypting.Written, Convert.ToHexStringLower(digest));
    }

    /// <summary>Makes a copy count: its file gets its name, then the manifest is put in place.</summary>
    public void Commit(string name, BackupManifest manifest)
    {
        foreach (var part in manifest.Parts)
        {
            File.Move(InFolder(part.Name + UnfinishedSuffix), InFolder(part.Name));
        }

        var unfinished = InFolder(name + ManifestSuffix + UnfinishedSuffix);
        using (var file = new FileStream(unfinished, Options(FileMode.Create, FileShare.None)))
        {
            file.Write(manifest.ToBytes());
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, InFolder(name + ManifestSuffix));
    }

    /// <summary>Deletes copies from before a moment, never the newest.</summary>
    /// <returns>How many.</returns>
    public int Rotate(DateTimeOffset before)
    {
        var old = Names().Skip(1).Where(name => TimeOf(name) < before).ToList();
        foreach (var name in old)
        {
            // The manifest first: what is left of a copy that is half deleted is a leftover.
            File.Delete(InFolder(name + ManifestSuffix));
            File.Delete(InFolder(name + PartSuffix));
        }

        return old.Count;
    }

    /// <summary>The manifest of a copy.</summary>
    public Result<BackupManifest> Read(string name, Key key)
    {
        var file = InFolder(name + ManifestSuffix);
        if (new FileInfo(file) is not { Exists: true, Length: < LargestManifest })
        {
            return new BackupRefused($"There is no backup {name} in {Path}.");
        }

        var read = BackupManifest.Read(File.ReadAllBytes(file), file, key);
        return read.Value is { } manifest && manifest.Kind != kind
            ? new BackupRefused($"{file} is a copy of the {manifest.Kind}, not of the {kind}; give both folders in their order.")
            : read;
    }

    /// <summary>The first thing that is wrong with the files of a copy; null where they are what was written.</summary>
    public async Task<BackupRefused?> FindDamageAsync(BackupManifest manifest, CancellationToken cancellationToken)
    {
        foreach (var part in manifest.Parts)
        {
            var file = new FileInfo(InFolder(part.Name));
            if (!file.Exists || file.Length != part.Bytes)
            {
                return new BackupRefused(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{file.FullName} is cut: {(file.Exists ? file.Length : 0)} of {part.Bytes} bytes are there; restore another backup."));
            }

            await using var stream = file.OpenRead();
            var digest = await System.Security.Cryptography.SHA256.HashDataAsync(stream, cancellationToken);
            if (Convert.ToHexStringLower(digest) != part.Sha256)
            {
                return new BackupRefused($"{file.FullName} is not what was written (its digest is another); restore another backup.");
            }
        }

        return null;
    }

    /// <summary>Hands out what was encrypted, to its very end.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The file is not what was written.</exception>
    public async Task OpenAsync(BackupManifest manifest, Key key, Func<Stream, Task> read, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(InFolder(manifest.Parts[0].Name));
        await using var decrypting = new SealedReader(file, key, BelongsTo(manifest.Id));
        await using var unpacking = new GZipStream(decrypting, CompressionMode.Decompress, leaveOpen: true);
        await read(unpacking);

        // The last segment is authentic only once it was read.
        await decrypting.CopyToAsync(Stream.Null, cancellationToken);
    }

    private string BelongsTo(Guid id) => $"gonogo:backup:v1:{kind}:{id:D}";

    private string InFolder(string file) => System.IO.Path.Combine(Path, file);

    private IEnumerable<string> Files(string suffix) => Directory.Exists(Path)
        ? Directory.EnumerateFiles(Path, $"{Prefix}*{suffix}").Select(file => System.IO.Path.GetFileName(file)!) // A file has a name.
        : [];

    private static DateTimeOffset TimeOf(string name) => DateTimeOffset.TryParseExact(
        name.Split('-')[2], TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : DateTimeOffset.MaxValue;

    private static FileStreamOptions Options(FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }
}
