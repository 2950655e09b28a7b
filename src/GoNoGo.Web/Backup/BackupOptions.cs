using System.ComponentModel.DataAnnotations;
using SecretKey = GoNoGo.Platform.Privacy.Key;

namespace GoNoGo.Web.Backup;

/// <summary>Where copies are kept and how they are encrypted (configuration section <c>GoNoGo:Backup</c>).</summary>
public sealed record BackupOptions : IValidatableObject
{
    public const string Section = "GoNoGo:Backup";

    /// <summary>The folder for copies of the database. Empty: none are made, and the other three are not needed.</summary>
    public string? Path { get; init; }

    /// <summary>Encrypts the copies of the database: 32 random bytes as base64 (<c>openssl rand -base64 32</c>). Secret.</summary>
    public string? Key { get; init; }

    /// <summary>The folder for copies of the keys and the ledger of erasures: another one, on another disk or machine.</summary>
    public string? KeysPath { get; init; }

    /// <summary>Encrypts the copies of the keys; another key than <c>Key</c>, kept elsewhere. Secret.</summary>
    public string? KeysKey { get; init; }

    /// <summary>How often a running server makes a copy, in hours. 0: only <c>gonogo backup</c> does.</summary>
    [Range(0, 24 * 35)]
    public int EveryHours { get; init; } = 24;

    /// <summary>After how many days a copy of the database is deleted; never the three newest. The privacy notice allows 35.</summary>
    [Range(1, 35)]
    public int KeepDays { get; init; } = 35;

    /// <summary>
    /// After how many days a copy of the keys is deleted; never the three newest, with the last of which every copy of the database can be
    /// restored. Until then it holds the key of who was erased since.
    /// </summary>
    [Range(1, 35)]
    public int KeysKeepDays { get; init; } = 7;

    /// <summary>Whether a copy is made before a new version changes the shape of a database.</summary>
    public bool BeforeUpgrade { get; init; } = true;

    /// <summary>
    /// The folder of <c>pg_dump</c> and <c>pg_restore</c>. Empty: where Debian puts those of the server's version, then the PATH.
    /// </summary>
    public string? PostgresTools { get; init; }

    /// <summary>Whether copies are made at all.</summary>
    internal bool IsConfigured => !string.IsNullOrWhiteSpace(Path);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsConfigured)
        {
            yield break;
        }

        foreach (var (name, key) in new[] { (nameof(Key), Key), (nameof(KeysKey), KeysKey) })
        {
            if (SecretKey.TryParse(key ?? "", 1) is null)
            {
                yield return new ValidationResult(
                    "must be 32 random bytes as base64, best from a file; make them with: openssl rand -base64 32", [name]);
            }
        }

        if (string.IsNullOrWhiteSpace(KeysPath))
        {
            yield return new ValidationResult("is missing; name a folder on another disk for the copies of the keys", [nameof(KeysPath)]);
        }
        else if (Overlap(Path!, KeysPath)) // IsConfigured says that there is one.
        {
            yield return new ValidationResult(
                "is the folder of GoNoGo:Backup:Path or lies within it; name another place, or who has one has both", [nameof(KeysPath)]);
        }

        if (string.Equals(Key?.Trim(), KeysKey?.Trim(), StringComparison.Ordinal))
        {
            yield return new ValidationResult("is the same as GoNoGo:Backup:Key; make another one", [nameof(KeysKey)]);
        }
    }

    /// <summary>Whether one of two folders is the other or lies within it, whatever links lead there.</summary>
    internal static bool Overlap(string first, string second)
    {
        var (one, other) = (Folder(first), Folder(second));
        return one.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(one, StringComparison.Ordinal);
    }

    // Followed where any part of it is a link: two names of one folder are one place.
    private static string Folder(string path)
    {
        var full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        return Followed(full) + System.IO.Path.DirectorySeparatorChar;
    }

    private static string Followed(string full)
    {
        if (System.IO.Path.GetDirectoryName(full) is not { } above)
        {
            return System.IO.Path.TrimEndingDirectorySeparator(full);
        }

        // The parts above first: a link's own target may lead through others, which its last one is asked for again.
        var here = System.IO.Path.Combine(Followed(above) + System.IO.Path.DirectorySeparatorChar, System.IO.Path.GetFileName(full));
        try
        {
            return Directory.ResolveLinkTarget(here, returnFinalTarget: true) is { } target ? Followed(target.FullName) : here;
        }
        catch (IOException)
        {
            return here; // It is not there yet, or leads in a ring, which is told when something is to be put there.
        }
    }
}
