using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Gdpr.Rights;
using GoNoGo.Integrations.Email.Ledger;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;

namespace GoNoGo.Integrations.Email.Deciding;

/// <summary>Somebody asked for something that is answered by mail. To whom it goes is read when it leaves.</summary>
internal sealed class RequestMails(MailQueue queue)
    : IEventHandler<SignInRequested>, IEventHandler<PrivacyStepTaken>, IEventHandler<StaffAddressGiven>
{
    public Task HandleAsync(StaffAddressGiven @event, Transaction transaction, CancellationToken cancellationToken) =>
        queue.AddOnceAsync(
            transaction,
            MailKinds.ConfirmStaffAddress,
            @event.AccountId,
            @event.RequestId.ToString("D"),
            TimeSpan.Zero,
            cancellationToken);

    public Task HandleAsync(SignInRequested @event, Transaction transaction, CancellationToken cancellationToken) =>
        queue.AddOnceAsync(
            transaction, MailKinds.SignIn, Guid.Empty, @event.RequestId.ToString("D"), TimeSpan.Zero, cancellationToken);

    public Task HandleAsync(PrivacyStepTaken @event, Transaction transaction, CancellationToken cancellationToken) =>
        queue.AddOnceAsync(
            transaction, MailKinds.PrivacyStep, Guid.Empty, $"{@event.RequestId:D}/{@event.Step}", TimeSpan.Zero, cancellationToken);
}
