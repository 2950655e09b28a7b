namespace GoNoGo.Web.Health;

/// <summary>How old the newest backup is: the folder to which they go has a manifest of each, which is put there last.</summary>
/// <param name="path">The folder; null where none are made.</param>
internal sealed class BackupAge(string? path)
{
    /// <summary>The setting that names it.</summary>
    public const string Setting = "GoNoGo:Backup:Path";

    private const string Manifests = "*.manifest.json";

    /// <summary>The folder; null where no backups are made.</summary>
    public string? Path { get; } = string.IsNullOrWhiteSpace(path) ? null : path;

    /// <summary>When the newest backup was finished, UTC; null where there is none.</summary>
    public DateTimeOffset? FindNewest() => Directory.Exists(Path)
        ? new DirectoryInfo(Path).EnumerateFiles(Manifests, SearchOption.AllDirectories)
            .Select(manifest => (DateTimeOffset?)new DateTimeOffset(manifest.LastWriteTimeUtc, TimeSpan.Zero))
            .Max()
        : null;
}
