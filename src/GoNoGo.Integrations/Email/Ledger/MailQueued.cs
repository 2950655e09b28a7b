using System.Globalization;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Integrations.Email.Ledger;

/// <summary>A mail is to leave. To whom and what about stands in its row; what it says is made when it leaves.</summary>
/// <param name="MailId">The delivery's id.</param>
internal sealed record MailQueued([NotPersonal] Guid MailId) : IEvent
{
    public static string Type => "mail.queued";

    public static int Version => 1;

    public string AggregateId => MailId.ToString("D", CultureInfo.InvariantCulture);
}
