using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using GoNoGo.Platform.Privacy;
using GoNoGo.Web.Database;

namespace GoNoGo.Web.Backup;

/// <summary>
/// The key store and the ledger of erasures as lines of JSON. The keys of days are left out: they are destroyed after their day, and a copy
/// would keep them.
/// </summary>
internal sealed class KeysCopy(IKeyStore keys, PeopleDatabase people)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Writes all of it, people and ledger as they were at one moment.</summary>
    public async Task WriteAsync(Stream target, CancellationToken cancellationToken)
    {
        foreach (var purpose in KeyPurposes.Lasting)
        {
            foreach (var version in keys.Versions(purpose).Order())
            {
                if (keys.Read(purpose, version) is { } key)
                {
                    var line = new Line { Purpose = purpose, Version = version, Secret = key.Reveal() };
                    await WriteAsync(target, line, cancellationToken);
                }
            }
        }

        await foreach (var row in people.ReadAsync(cancellationToken))
        {
            await WriteAsync(target, new Line { Person = row }, cancellationToken);
        }
    }

    /// <summary>Puts all of it in place; what is there already stays.</summary>
    /// <exception cref="InvalidDataException">A line is none of ours.</exception>
    public async Task ReadAsync(Stream source, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(source, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        await people.AddAsync(PeopleAsync(reader, cancellationToken), cancellationToken);
    }

    /// <summary>Whether nobody's keys are there; what the configuration gives lies elsewhere.</summary>
    public async Task<bool> IsEmptyAsync(CancellationToken cancellationToken)
    {
        var kept = keys is GivenKeys given ? given.Kept : keys;
        return !KeyPurposes.Lasting.Any(purpose => kept.Versions(purpose).Any()) && await people.IsEmptyAsync(cancellationToken);
    }

    private async IAsyncEnumerable<PeopleRow> PeopleAsync(
        StreamReader reader, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await reader.ReadLineAsync(cancellationToken) is { } text)
        {
            var line = JsonSerializer.Deserialize<Line>(text, Json);
            if (line is { Purpose: { } purpose, Version: { } version, Secret: { } secret })
            {
                keys.Add(purpose, Key.TryParse(secret, version) ?? throw new InvalidDataException("A key of the copy is none."));
            }
            else
            {
                yield return line?.Person ?? throw new InvalidDataException("A line of the copy is neither a key nor a person's.");
            }
        }
    }

    private static async Task WriteAsync(Stream target, Line line, CancellationToken cancellationToken)
    {
        await target.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(line, Json), cancellationToken);
        await target.WriteAsync("\n"u8.ToArray(), cancellationToken);
    }

    private sealed record Line
    {
        public KeyPurpose? Purpose { get; init; }

        public int? Version { get; init; }

        public string? Secret { get; init; }

        public PeopleRow? Person { get; init; }
    }
}
