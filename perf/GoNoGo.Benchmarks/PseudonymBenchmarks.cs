using System.Net;
using BenchmarkDotNet.Attributes;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Benchmarks;

/// <summary>What it costs to put a tag in place of an address.</summary>
[MemoryDiagnoser]
public class PseudonymBenchmarks
{
    private readonly string folder = Directory.CreateTempSubdirectory("gonogo-benchmark-").FullName;
    private readonly IPAddress network = IPAddress.Parse("2001:db8:1:2::3");
    private readonly EmailAddress address = EmailAddress.TryParse("ada@example.org")
        ?? throw new InvalidOperationException("The address of the benchmark is none.");

    private Pseudonyms pseudonyms = null!; // Set before anything is measured.

    [GlobalSetup]
    public void MakeKeys()
    {
        var keys = new KeyFolder(folder);
        keys.Ensure(mayMake: true);
        pseudonyms = new Pseudonyms(new KeyRing(keys, TimeProvider.System));
    }

    [GlobalCleanup]
    public void RemoveKeys() => Directory.Delete(folder, recursive: true);

    [Benchmark]
    public NetworkTag Network() => pseudonyms.Tag(network);

    [Benchmark]
    public EmailTag Address() => pseudonyms.Tag(address);
}
