using System.Globalization;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;

namespace GoNoGo.Web.Backup;

/// <summary>The two copies of a restore, found to be whole, readable and of one installation, before anything is touched.</summary>
internal sealed class RestoreSource
{
    private readonly BackupFolder folder;
    private readonly BackupFolder keysFolder;
    private readonly Key key;
    private readonly Key keysKey;

    private RestoreSource(
        BackupFolder folder, Key key, BackupManifest database, BackupFolder keysFolder, Key keysKey, BackupManifest keys) =>
        (this.folder, this.key, Database, this.keysFolder, this.keysKey, Keys) = (folder, key, database, keysFolder, keysKey, keys);

    /// <summary>What whoever restores should know of the choice, in sentences: copies that the clock says are yet to be made.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The copy of the database.</summary>
    public BackupManifest Database { get; }

    /// <summary>The copy of the keys.</summary>
    public BackupManifest Keys { get; }

    /// <summary>Opens both, and says what keeps them from being restored.</summary>
    /// <param name="places">Where they are.</param>
    /// <param name="settings">The keys they are under.</param>
    /// <param name="kind">The kind of database that the configuration names.</param>
    /// <param name="migrations">The migrations that this program knows.</param>
    /// <param name="now">What the clock says: copies from after it are taken by name alone.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<Result<RestoreSource>> OpenAsync(
        RestorePlaces places,
        BackupOptions settings,
        string kind,
        IEnumerable<string> migrations,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (Key.TryParse(settings.Key ?? "", 1) is not { } key || Key.TryParse(settings.KeysKey ?? "", 1) is not { } keysKey)
        {
            return new BackupRefused("The keys of the copies are missing: set GoNoGo:Backup:Key and KeysKey, best from files.");
        }

        var (folder, keysFolder) = (new BackupFolder(places.From, "database"), new BackupFolder(places.KeysFrom, "keys"));
        if (!Chosen(folder, places.Name, key, now).Succeeded(out var database, out var refusal)
            || !Chosen(keysFolder, places.KeysName, keysKey, now).Succeeded(out var keys, out refusal))
        {
            return refusal;
        }

        refusal = FindMisfit(database, keys, kind, migrations)
            ?? await folder.FindDamageAsync(database, cancellationToken)
            ?? await keysFolder.FindDamageAsync(keys, cancellationToken);
        return refusal is not null ? refusal : new RestoreSource(folder, key, database, keysFolder, keysKey, keys)
        {
            Notes = [.. NotesOf(folder, database, now), .. NotesOf(keysFolder, keys, now)],
        };
    }

    /// <summary>Reads the copy of the database.</summary>
    public Task ReadDatabaseAsync(Func<Stream, Task> read, CancellationToken cancellationToken) =>
        folder.OpenAsync(Database, key, read, cancellationToken);

    /// <summary>Reads the copy of the keys.</summary>
    public Task ReadKeysAsync(Func<Stream, Task> read, CancellationToken cancellationToken) =>
        keysFolder.OpenAsync(Keys, keysKey, read, cancellationToken);

    private static Result<BackupManifest> Chosen(BackupFolder folder, string? name, Key key, DateTimeOffset now)
    {
        try
        {
            var chosen = name ?? (folder.NamesUntil(now) is [var newest, ..] ? newest : null);
            return chosen is not null ? folder.Read(chosen, key)
                : folder.Names() is [var future, ..]
                    ? new BackupRefused(
                        $"All backups in {folder.Path} are from the future by this clock ({future}): set the clock, or name one.")
                : new BackupRefused($"There is no backup in {folder.Path}.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new BackupRefused($"{folder.Path} cannot be read by this user; correct its owner or mode.");
        }
    }

    private static IEnumerable<string> NotesOf(BackupFolder folder, BackupManifest taken, DateTimeOffset now)
    {
        if (taken.TakenAt > now + BackupFolder.ClockTolerance)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The copy of the {taken.Kind} is of {taken.TakenAt:u}, which is in the future by this clock: make sure that it is the "
                + $"one.");
        }
        else if (folder.Names().Except(folder.NamesUntil(now), StringComparer.Ordinal).FirstOrDefault() is { } passed)
        {
            yield return $"{passed} is from the future by this clock and was passed over; name it to take it.";
        }
    }

    private static BackupRefused? FindMisfit(
        BackupManifest database, BackupManifest keys, string kind, IEnumerable<string> migrations)
    {
        var facts = database.Database;
        return facts is null ? new BackupRefused("The manifest of the database does not say what it holds; restore another backup.")
            : facts.Kind != kind
                ? new BackupRefused(
                    $"The backup is of {facts.Kind} and GoNoGo:Database names {kind}: restore it as {facts.Kind}, then move it with "
                    + "gonogo database copy.")
            : !migrations.Contains(facts.Migration, StringComparer.Ordinal)
                ? new BackupRefused(
                    $"The backup is of a newer GoNoGo ({database.ProductVersion}, migration {facts.Migration}); restore it with that "
                    + "version or a later one.")
            : !database.SigningKeys.Intersect(keys.SigningKeys, StringComparer.Ordinal).Any()
                ? new BackupRefused("The copies of database and keys are of two installations; give those that belong together.")
            : keys.TakenAt < database.TakenAt
                ? new BackupRefused(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The copy of the keys ({keys.TakenAt:u}) is older than that of the database ({database.TakenAt:u}), so that it lacks "
                    + $"erasures and keys; give the newest one."))
            : null;
    }
}

/// <summary>Where the copies of a restore are.</summary>
/// <param name="From">The folder of the database's.</param>
/// <param name="Name">Which of them; null for the newest.</param>
/// <param name="KeysFrom">The folder of the keys'.</param>
/// <param name="KeysName">Which of them; null for the newest, which knows the most erasures.</param>
internal sealed record RestorePlaces(string From, string? Name, string KeysFrom, string? KeysName);
