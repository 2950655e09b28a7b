using System.Diagnostics;
using System.Globalization;

namespace GoNoGo.Tests.Fuzzing;

/// <summary>
/// Parsers under inputs that nobody thought of: nothing is thrown, nothing hangs, nothing grows, and what comes out can do no harm. Some
/// thousand inputs for each here; <c>GONOGO_FUZZ_MINUTES=60</c> goes on for as long, with a seed of its own (<c>GONOGO_FUZZ_SEED</c>),
/// and prints the figures.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Rounds = 2_000;
    private const int GrowthAllowed = 64 * 1024 * 1024;
    private const int RoundsToWarmUp = 500;
    private const int TriesOfSlowInput = 4;
    private const int TriesOfGrowth = 2;

    private static readonly TimeSpan LongestInput = TimeSpan.FromSeconds(5);

    private static readonly double? Minutes = Given("GONOGO_FUZZ_MINUTES");
    private static readonly int Seed = (int)(Given("GONOGO_FUZZ_SEED") ?? 20261126);

    public static TheoryData<string> Targets => [.. FuzzTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task Whatever_comes_in_does_no_harm(string name)
    {
        var target = FuzzTargets.All.Single(one => one.Name == name);
        var mutation = new Mutation(Seed, target.Words);
        var known = target.Corpus;
        foreach (var input in known)
        {
            await TakeAsync(target, input);
        }

        var time = TimeSpan.FromMinutes(Minutes / FuzzTargets.All.Count ?? 0);
        var (begun, rounds, slowest, before) = (Stopwatch.GetTimestamp(), 0L, TimeSpan.Zero, 0L);
        while (Minutes is null ? rounds < Rounds : Stopwatch.GetElapsedTime(begun) < time)
        {
            if (rounds++ == RoundsToWarmUp)
            {
                before = GC.GetTotalMemory(forceFullCollection: true);
            }

            var took = await TakeAsync(target, mutation.Next(known));
            slowest = took > slowest ? took : slowest;
        }

        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        for (var again = 0; again < TriesOfGrowth && grown >= GrowthAllowed; again++)
        {
            // What runs beside this may have grown; what leaks grows each time.
            before = GC.GetTotalMemory(forceFullCollection: true);
            for (var round = 0; round < Rounds; round++)
            {
                await TakeAsync(target, mutation.Next(known));
            }

            grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {rounds} inputs, slowest {slowest.TotalMilliseconds:0} ms, grown by {grown / 1024} KiB, seed {Seed}"));
        Assert.True(grown < GrowthAllowed, $"{name} holds {grown / 1024 / 1024} MiB more than before.");
    }

    private static double? Given(string variable) =>
        double.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var given) ? given : null;

    /// <summary>Where it fails, the input is kept beside the program, to be moved into the corpus.</summary>
    private static async Task<TimeSpan> TakeAsync(FuzzTarget target, byte[] input, int triesLeft = TriesOfSlowInput)
    {
        var begun = Stopwatch.GetTimestamp();
        try
        {
            await target.TakeAsync(input).WaitAsync(TestContext.Current.CancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Assert.Fail($"{Keep(target, input)}: {exception}");
        }

        var took = Stopwatch.GetElapsedTime(begun);
        if (took > LongestInput)
        {
            if (triesLeft == 0)
            {
                Assert.Fail($"{Keep(target, input)}: took {took.TotalSeconds:0.0} s");
            }

            // The machine may have been busy with something else.
            return await TakeAsync(target, input, triesLeft - 1);
        }

        return took;
    }

    private static string Keep(FuzzTarget target, byte[] input)
    {
        var file = Path.Combine(AppContext.BaseDirectory, $"fuzz-{target.Name}-{Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(input).AsSpan(0, 6))}");
        File.WriteAllBytes(file, input);
        return file;
    }
}
