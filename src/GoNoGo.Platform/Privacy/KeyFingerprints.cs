using System.Text;
using GoNoGo.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Platform.Privacy;

/// <summary>
/// Holds a database and its keys together: two servers with keys of their own, or keys made anew beside a database, would each write what
/// the other cannot read, find or erase.
/// </summary>
/// <param name="data">The database, of this program's shape.</param>
/// <param name="keys">Where the keys are.</param>
/// <param name="people">Where the keys of people and the ledger of erasures are.</param>
/// <param name="clock">Gives the time of an id.</param>
public sealed class KeyFingerprints(DataContext data, IKeyStore keys, ISubjectStore people, TimeProvider clock)
{
    /// <summary>The migration that made the table.</summary>
    public const string Migration = "KeyFingerprints";

    private const string People = "people";
    private const string Label = "gonogo:key-fingerprint:v1";

    /// <summary>Compares the keys that are here with those that the rows were written under. Makes and changes nothing.</summary>
    /// <remarks>
    /// A version that is gone and has a newer one was retired. One that is gone without is missing, also where only an older one is here.
    /// </remarks>
    /// <param name="cancellationToken">Ends the queries.</param>
    /// <returns>Which key does not fit, such as <c>email-tag.1 is another one</c>; null where all do, or none was noted yet.</returns>
    /// <exception cref="KeyMissingException">A key that is here cannot be read.</exception>
    public async Task<string?> FindMismatchAsync(CancellationToken cancellationToken)
    {
        var noted = await ReadAsync(cancellationToken);
        foreach (var row in noted.OrderBy(row => row.Purpose, StringComparer.Ordinal).ThenBy(row => row.Version))
        {
            if ((row.Purpose == People ? await FindOtherStoreAsync(row, cancellationToken) : FindOtherKey(row)) is { } mismatch)
            {
                return mismatch;
            }
        }

        return null;
    }

    /// <summary>Whether any key was noted.</summary>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>False for a database of before.</returns>
    public async Task<bool> AnyAsync(CancellationToken cancellationToken) => (await ReadAsync(cancellationToken)).Count > 0;

    /// <summary>Notes the keys that were not noted yet, those of a rotation among them.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>When it is durable.</returns>
    public async Task NoteAsync(CancellationToken cancellationToken)
    {
        var noted = (await ReadAsync(cancellationToken))
            .Select(row => (row.Purpose, row.Version))
            .ToHashSet();
        foreach (var purpose in KeyPurposes.Lasting)
        {
            var name = KeyPurposes.Name(purpose);
            foreach (var version in keys.Versions(purpose).Where(version => !noted.Contains((name, version))).ToList())
            {
                if (keys.Read(purpose, version) is { } key)
                {
                    data.Add(new KeyFingerprint { Purpose = name, Version = version, Fingerprint = Of(key, name) });
                }
            }
        }

        if (!noted.Contains((People, 0)))
        {
            var id = await people.FindOrMakeIdAsync(Guid.CreateVersion7(clock.GetUtcNow()), cancellationToken);
            data.Add(new KeyFingerprint { Purpose = People, Version = 0, Fingerprint = id.ToString("N") });
        }

        await data.SaveChangesAsync(cancellationToken);
    }

    // A handful, and one query for all that is asked of them: every process that opens the database compiles it at its start.
    private Task<List<KeyFingerprint>> ReadAsync(CancellationToken cancellationToken) =>
        data.Set<KeyFingerprint>().AsNoTracking().ToListAsync(cancellationToken);

    private async Task<string?> FindOtherStoreAsync(KeyFingerprint noted, CancellationToken cancellationToken) =>
        (await people.FindIdAsync(cancellationToken))?.ToString("N") == noted.Fingerprint
            ? null
            : "the store with the keys of people is another one";

    private string? FindOtherKey(KeyFingerprint noted)
    {
        var purpose = KeyPurposes.Lasting.Where(one => KeyPurposes.Name(one) == noted.Purpose).Select(one => (KeyPurpose?)one)
            .FirstOrDefault();
        if (purpose is not { } known)
        {
            return null; // Of a purpose that this program has no more.
        }

        var name = KeyPurposes.Name(known, noted.Version);
        return keys.Read(known, noted.Version) is { } key
            ? Of(key, noted.Purpose) == noted.Fingerprint ? null : $"{name} is another one"
            : keys.HighestVersion(known) > noted.Version ? null : $"{name} is missing";
    }

    private static string Of(Key key, string purpose) => Convert.ToHexStringLower(key.Authenticate(Label, Encoding.UTF8.GetBytes(purpose)));
}
