namespace GoNoGo.Platform.Events;

/// <summary>Something that has happened, in the past tense. It holds ids and nothing personal beyond them.</summary>
public interface IEvent
{
    /// <summary>The stable name on the wire, such as <c>comment.created</c>.</summary>
    static abstract string Type { get; }

    /// <summary>The version of the payload's shape, from 1.</summary>
    static abstract int Version { get; }

    /// <summary>What the event is about; events of one aggregate keep their order. Not personal: a random id or a slug.</summary>
    string AggregateId { get; }
}
