using System.Globalization;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;

namespace GoNoGo.Gdpr.Subjects;

/// <summary>Nothing is held about a person any more.</summary>
/// <param name="SubjectId">A random id that leads to nobody from now on.</param>
public sealed record SubjectForgotten([NotPersonal] Guid SubjectId) : IEvent
{
    /// <inheritdoc />
    public static string Type => "subject.forgotten";

    /// <inheritdoc />
    public static int Version => 1;

    /// <inheritdoc />
    public string AggregateId => SubjectId.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>Destroys the key of a person of whom nothing is left, once that has committed.</summary>
internal sealed class DestroySubjectKey(SubjectKeys keys) : IEventWorker<SubjectForgotten>
{
    public const string Name = "subjects.destroy_key";

    public async Task<OutboundOutcome> WorkAsync(
        SubjectForgotten @event, EventContext context, CancellationToken cancellationToken)
    {
        await keys.DestroyAsync(new SubjectId(@event.SubjectId), cancellationToken);
        FaultPoint.Reach("erasure.key_destroyed");
        return new OutboundOutcome.Delivered();
    }
}
