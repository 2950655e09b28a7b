using System.Globalization;

namespace GoNoGo.Platform.Privacy;

/// <summary>Keys from the configuration, laid over another store: environments that hand out secrets need no files.</summary>
public sealed class GivenKeys : IKeyStore
{
    private readonly IKeyStore inner;
    private readonly Dictionary<(KeyPurpose Purpose, int Version), Key> given;

    /// <summary>Reads what was given.</summary>
    /// <param name="text">As <see cref="KeyOptions.Given"/> describes it.</param>
    /// <param name="inner">Where all other keys are.</param>
    /// <exception cref="KeyMissingException">A part of the text is no key; the message names which, never its value.</exception>
    public GivenKeys(string text, IKeyStore inner)
    {
        ArgumentNullException.ThrowIfNull(text);
        this.inner = inner;
        given = text.Split(['\n', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(Parse)
            .ToDictionary(key => (key.Purpose, key.Key.Version), key => key.Key);
    }

    /// <summary>Where all other keys are.</summary>
    public IKeyStore Kept => inner;

    /// <inheritdoc />
    public string Place => $"{KeyOptions.Section}:{nameof(KeyOptions.Given)} and {inner.Place}";

    /// <inheritdoc />
    public string HowToMake(IEnumerable<string> names) => inner.HowToMake(names);

    /// <inheritdoc />
    public IEnumerable<int> Versions(KeyPurpose purpose) =>
        given.Keys.Where(key => key.Purpose == purpose).Select(key => key.Version).Union(inner.Versions(purpose));

    /// <inheritdoc />
    public Key? Read(KeyPurpose purpose, int version) => given.GetValueOrDefault((purpose, version)) ?? inner.Read(purpose, version);

    /// <inheritdoc />
    public Key ReadOrMake(KeyPurpose purpose, int version) =>
        given.GetValueOrDefault((purpose, version)) ?? inner.ReadOrMake(purpose, version);

    /// <inheritdoc />
    public void Add(KeyPurpose purpose, Key key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!given.ContainsKey((purpose, key.Version)))
        {
            inner.Add(purpose, key);
        }
    }

    /// <inheritdoc />
    public void Destroy(KeyPurpose purpose, int version) => inner.Destroy(purpose, version);

    private static (KeyPurpose Purpose, Key Key) Parse(string line)
    {
        var (name, value) = line.IndexOf('=', StringComparison.Ordinal) is var at and >= 0
            ? (line[..at].Trim(), line[(at + 1)..])
            : ("", line);
        foreach (var purpose in KeyPurposes.Lasting)
        {
            var prefix = $"{KeyPurposes.Name(purpose)}.";
            if (name.StartsWith(prefix, StringComparison.Ordinal)
                && int.TryParse(name.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            {
                return (purpose, Key.TryParse(value, version) ?? throw Refused(name, "does not hold 32 random bytes as base64"));
            }
        }

        throw Refused("A part of it", "does not begin with the name of a key, such as email-tag.1=");
    }

    private static KeyMissingException Refused(string what, string why) =>
        new($"{KeyOptions.Section}:{nameof(KeyOptions.Given)} cannot be taken: {what} {why}. Correct it.");
}
