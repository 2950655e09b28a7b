using BenchmarkDotNet.Attributes;
using GoNoGo.Comments.Rendering;

namespace GoNoGo.Benchmarks;

/// <summary>What showing one comment costs: Markdown to HTML and the sanitiser behind it.</summary>
[MemoryDiagnoser]
public class CommentRenderingBenchmarks
{
    private const string Sentence = "A *thought* with `code`, a [link](https://example.org/) and > nothing else. ";

    private readonly CommentRenderer renderer = new();
    private string content = "";

    /// <summary>How many characters the comment has.</summary>
    [Params(200, 10_000)]
    public int Length { get; set; }

    [GlobalSetup]
    public void Write() => content = string.Concat(Enumerable.Repeat(Sentence, (Length / Sentence.Length) + 1))[..Length];

    [Benchmark]
    public string Render() => renderer.Render(content);
}
