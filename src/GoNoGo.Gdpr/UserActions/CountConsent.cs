using GoNoGo.Gdpr.Consent;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;

namespace GoNoGo.Gdpr.UserActions;

/// <summary>Counts consents as they are given and withdrawn, each once.</summary>
internal sealed class CountConsent : IEventHandler<ConsentGiven>, IEventHandler<ConsentWithdrawn>
{
    public Task HandleAsync(ConsentGiven @event, Transaction transaction, CancellationToken cancellationToken) =>
        UserActionCounts.AddConsentAsync(transaction, @event.Purpose, "given", cancellationToken);

    public Task HandleAsync(ConsentWithdrawn @event, Transaction transaction, CancellationToken cancellationToken) =>
        UserActionCounts.AddConsentAsync(transaction, @event.Purpose, "withdrawn", cancellationToken);
}
