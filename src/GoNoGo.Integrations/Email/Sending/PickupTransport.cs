using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;

namespace GoNoGo.Integrations.Email.Sending;

/// <summary>Writes each mail to a folder.</summary>
internal sealed class PickupTransport(PickupFolder folder) : IMailTransport
{
    public async Task<SendOutcome> SendAsync(
        OutgoingMail mail, Func<CancellationToken, Task<OutboundOutcome?>> begin, CancellationToken cancellationToken)
    {
        OutboundCalls.ThrowIfInUnitOfWork("mail pickup");
        if (await begin(cancellationToken) is { } refused)
        {
            return new SendOutcome(refused);
        }

        FaultPoint.Reach("mail.begun");
        try
        {
            await folder.WriteAsync(mail.Id, mail.Message, cancellationToken);
            FaultPoint.Reach("mail.accepted");
            return SendOutcome.Delivered;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return SendOutcome.RelayFailed("PickupFolderUnwritable") with { IsAnswered = true };
        }
    }
}
