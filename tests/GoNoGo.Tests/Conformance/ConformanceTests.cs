using CsCheck;
using GoNoGo.Tests.Support;

namespace GoNoGo.Tests.Conformance;

/// <summary>
/// Unit of work, outbox, inbox and audit against a model, on each database: whatever is published, claimed, crashed, tried again,
/// cancelled, erased and sealed in whatever order, the model says what must have come of it.
/// </summary>
public sealed class ConformanceTests
{
    private const int Rounds = 15;

    private static readonly Gen<Step[]> Histories =
        Gen.Select(Gen.Enum<StepKind>(), Gen.Int[0, 2], (kind, choice) => new Step(kind, choice)).Array[5, 40];

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Every_history_comes_to_what_the_model_says(DatabaseProvider provider)
    {
        await Histories.SampleAsync(async history =>
        {
            await using var bus = await ModelledBus.OpenAsync(provider);
            foreach (var step in history)
            {
                await bus.TakeAsync(step);
            }

            await bus.FinishAsync();
            await bus.CheckAsync();
        }, iter: Rounds, threads: 1);
    }
}

/// <summary>Something that is done to the bus.</summary>
/// <param name="Kind">What.</param>
/// <param name="Choice">To which aggregate, or how.</param>
internal sealed record Step(StepKind Kind, int Choice);

/// <summary>What can be done to the bus.</summary>
internal enum StepKind
{
    /// <summary>A unit publishes an event of an aggregate and commits.</summary>
    Publish,

    /// <summary>A unit publishes and is refused.</summary>
    PublishAndRefuse,

    /// <summary>A unit publishes for later, and another cancels it.</summary>
    ScheduleAndCancel,

    /// <summary>A dispatcher claims and handles what it gets.</summary>
    Handle,

    /// <summary>A dispatcher claims, and every handler throws.</summary>
    HandleAndThrow,

    /// <summary>A dispatcher claims and dies before it handles.</summary>
    ClaimAndDie,

    /// <summary>Two dispatchers handle the same claim, of which one was slow.</summary>
    HandleTwice,

    /// <summary>A dispatcher claims and gives back.</summary>
    ClaimAndReturn,

    /// <summary>Details of the trail are erased.</summary>
    Erase,

    /// <summary>The trail is sealed.</summary>
    Seal,
}
