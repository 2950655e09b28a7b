using GoNoGo.Gdpr.UserActions;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;

namespace GoNoGo.Comments;

/// <summary>Counts comments as they are sent, each once.</summary>
internal sealed class CountSentComment : IEventHandler<CommentCreated>
{
    public Task HandleAsync(CommentCreated @event, Transaction transaction, CancellationToken cancellationToken) =>
        UserActionCounts.AddCommentSentAsync(transaction, @event.PostId, cancellationToken);
}
