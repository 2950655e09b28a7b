namespace GoNoGo.Platform.Privacy;

/// <summary>Where keys are kept: outside the database and its backup, each under its purpose and version.</summary>
public interface IKeyStore
{
    /// <summary>Where it is, for an operator, such as <c>the folder /srv/keys</c>.</summary>
    string Place { get; }

    /// <summary>How an operator makes keys there.</summary>
    /// <param name="names">Which, such as <c>email-tag.1</c>.</param>
    /// <returns>A line for a shell.</returns>
    string HowToMake(IEnumerable<string> names);

    /// <summary>The versions of a purpose that there are.</summary>
    /// <param name="purpose">Which.</param>
    /// <returns>In no order.</returns>
    IEnumerable<int> Versions(KeyPurpose purpose);

    /// <summary>A key.</summary>
    /// <param name="purpose">What it is for.</param>
    /// <param name="version">Its version.</param>
    /// <returns>Null where there is none.</returns>
    /// <exception cref="KeyMissingException">What is there is no key.</exception>
    Key? Read(KeyPurpose purpose, int version);

    /// <summary>A key, made where it is missing; all who ask at once get the same one.</summary>
    /// <param name="purpose">What it is for.</param>
    /// <param name="version">Its version.</param>
    /// <returns>The one that is kept from now on.</returns>
    Key ReadOrMake(KeyPurpose purpose, int version);

    /// <summary>Keeps a key that was made elsewhere, as from a copy of the store, unless there is one of its version.</summary>
    /// <param name="purpose">What it is for.</param>
    /// <param name="key">The key with its version.</param>
    void Add(KeyPurpose purpose, Key key);

    /// <summary>Destroys a key: what was made with it cannot be read or found any more.</summary>
    /// <param name="purpose">What it is for.</param>
    /// <param name="version">Its version; one that is not there is passed over.</param>
    void Destroy(KeyPurpose purpose, int version);
}

/// <summary>What all stores have in common.</summary>
public static class KeyStores
{
    /// <summary>Makes the first key of every lasting purpose that has none, or says which are missing; reads all others once.</summary>
    /// <param name="store">Where.</param>
    /// <param name="mayMake">True where the site is on a loopback address: keys of a real site are its operator's to make.</param>
    /// <exception cref="KeyMissingException">A key is missing and may not be made, or is none.</exception>
    public static void Ensure(this IKeyStore store, bool mayMake)
    {
        ArgumentNullException.ThrowIfNull(store);
        var missing = KeyPurposes.Lasting.Where(purpose => store.HighestVersion(purpose) is null).ToList();
        if (missing.Count > 0 && !mayMake)
        {
            var names = missing.Select(purpose => KeyPurposes.Name(purpose, 1));
            throw new KeyMissingException($"Keys are missing from {store.Place}. Make them with: {store.HowToMake(names)}");
        }

        foreach (var purpose in missing)
        {
            store.ReadOrMake(purpose, 1);
        }

        // A key that cannot be read must stop the start, not the first comment.
        foreach (var purpose in Enum.GetValues<KeyPurpose>().Except(missing))
        {
            _ = store.HighestVersion(purpose) is { } version ? store.Read(purpose, version) : null;
        }
    }

    internal static int? HighestVersion(this IKeyStore store, KeyPurpose purpose) =>
        store.Versions(purpose).Select(version => (int?)version).Max();
}
