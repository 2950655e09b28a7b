using System.Globalization;
using System.IO.Compression;
using GoNoGo.Platform.Data;
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

    /// <summary>How many copies stay whatever their age: no clock and no setting leaves a folder with one alone.</summary>
    public const int AlwaysKept = 3;

    /// <summary>By how much the clock of who takes a copy may be ahead of who reads it.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(10);

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

    /// <summary>
    /// The names of the copies that are whole, the newest first; one that was renamed so that it has no time is not among them.
    /// </summary>
    public IReadOnlyList<string> Names() =>
    [
        .. Whole().Where(name => TimeOf(name) is not null).OrderDescending(StringComparer.Ordinal),
    ];

    /// <summary>The names of the copies that the clock does not say are yet to be made, the newest first.</summary>
    public IReadOnlyList<string> NamesUntil(DateTimeOffset now) => [.. Names().Where(name => TimeOf(name) <= now + ClockTolerance)];

    /// <summary>When a copy was taken, by its name, UTC; null where that has no time.</summary>
    public DateTimeOffset? TimeOf(string name) => DateTimeOffset.TryParseExact(
        name[Math.Min(Prefix.Length, name.Length)..].Split('-')[0],
        TimeForm,
        CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal,
        out var at)
            ? at
            : null;

    /// <summary>What was begun here and not ended, or has lost its manifest.</summary>
    public IEnumerable<string> Leftovers()
    {
        var whole = Whole().ToHashSet(StringComparer.Ordinal);
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
            UnixFiles.MoveDurably(InFolder(part.Name + UnfinishedSuffix), InFolder(part.Name));
        }

        var unfinished = InFolder(name + ManifestSuffix + UnfinishedSuffix);
        using (var file = new FileStream(unfinished, Options(FileMode.Create, FileShare.None)))
        {
            file.Write(manifest.ToBytes());
            file.Flush(flushToDisk: true);
        }

        UnixFiles.MoveDurably(unfinished, InFolder(name + ManifestSuffix));
    }

    /// <summary>
    /// Deletes copies from before a moment, never the newest of those that the clock knows: one from the future keeps nothing alive and
    /// pushes nothing out.
    /// </summary>
    /// <param name="now">What the clock says.</param>
    /// <param name="keepDays">Copies that are older go.</param>
    /// <returns>How many.</returns>
    public int Rotate(DateTimeOffset now, int keepDays)
    {
        var before = now.AddDays(-keepDays);
        var old = NamesUntil(now).Skip(AlwaysKept).Where(name => TimeOf(name) < before).ToList();
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
        try
        {
            if (!File.Exists(file))
            {
                return new BackupRefused($"There is no backup {name} in {Path}.");
            }
            else if (new FileInfo(file).Length >= LargestManifest)
            {
                return new BackupRefused($"{file} is too long to be a manifest; restore another backup.");
            }

            var read = BackupManifest.Read(File.ReadAllBytes(file), file, key);
            return read.Value is { } manifest && manifest.Kind != kind
                ? new BackupRefused($"{file} is a copy of the {manifest.Kind}, not of the {kind}; give both folders in their order.")
                : read;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new BackupRefused($"{file} cannot be read by this user; give it the owner of the others, or read it as that one.");
        }
    }

    /// <summary>
    /// The newest copy of another installation than this one, by the marks of the keys that sign its trail; null where the newest is of
    /// this one, or does not say.
    /// </summary>
    public string? FindStranger(IReadOnlyCollection<string> signingKeys)
    {
        var newest = Names() is [var name, ..] ? name : null;
        var file = new FileInfo(InFolder(newest + ManifestSuffix));
        return newest is not null && file.Length < LargestManifest
            && BackupManifest.SigningKeysIn(File.ReadAllBytes(file.FullName)) is { Count: > 0 } others
            && !others.Intersect(signingKeys, StringComparer.Ordinal).Any()
                ? newest
                : null;
    }

    /// <summary>The first thing that is wrong with the files of a copy; null where they are what was written.</summary>
    public async Task<BackupRefused?> FindDamageAsync(BackupManifest manifest, CancellationToken cancellationToken)
    {
        foreach (var part in manifest.Parts)
        {
            var file = new FileInfo(InFolder(part.Name));
            try
            {
                if (await FindDamageAsync(file, part, cancellationToken) is { } damage)
                {
                    return new BackupRefused($"{file.FullName} {damage}; restore another backup.");
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return new BackupRefused($"{file.FullName} cannot be read by this user or from this disk; mend that, or restore another.");
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

    private static async Task<string?> FindDamageAsync(FileInfo file, BackupPart part, CancellationToken cancellationToken)
    {
        if (!file.Exists)
        {
            return "is missing";
        }
        else if (file.Length != part.Bytes)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{(file.Length < part.Bytes ? "is cut" : "is too long")}: it has {file.Length} bytes in place of {part.Bytes}");
        }

        await using var stream = file.OpenRead();
        var digest = await System.Security.Cryptography.SHA256.HashDataAsync(stream, cancellationToken);
        return Convert.ToHexStringLower(digest) == part.Sha256 ? null : "is not what was written (its digest is another)";
    }

    private IEnumerable<string> Whole() => Files(ManifestSuffix).Select(file => file[..^ManifestSuffix.Length]);

    private string BelongsTo(Guid id) => $"gonogo:backup:v1:{kind}:{id:D}";

    private string InFolder(string file) => System.IO.Path.Combine(Path, file);

    private IEnumerable<string> Files(string suffix) => Directory.Exists(Path)
        ? Directory.EnumerateFiles(Path, $"{Prefix}*{suffix}").Select(file => System.IO.Path.GetFileName(file)!) // A file has a name.
        : [];

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
