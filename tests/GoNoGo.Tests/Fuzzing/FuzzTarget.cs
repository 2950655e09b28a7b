namespace GoNoGo.Tests.Fuzzing;

/// <summary>A parser that meets what strangers send.</summary>
/// <param name="Name">Also the folder of its corpus.</param>
/// <param name="Words">What its format treats in a way of its own.</param>
/// <param name="TakeAsync">Reads an input and throws where what comes out is not what it must be.</param>
internal sealed record FuzzTarget(string Name, IReadOnlyList<string> Words, Func<byte[], Task> TakeAsync)
{
    /// <summary>Inputs to begin with, and every one that was ever too much.</summary>
    public IReadOnlyList<byte[]> Corpus { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Fuzzing", "corpus", Name))
            .Order(StringComparer.Ordinal).Select(File.ReadAllBytes),
    ];

    public override string ToString() => Name;
}
