using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Blog.Content;
using GoNoGo.Integrations.Email.Ledger;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;

namespace GoNoGo.Integrations.Email.Deciding;

/// <summary>
/// Another commit is served: who of the staff wants to hear of it does, and of what needs mending in it. Whether anything does is read
/// when the mail leaves, since the commit is announced before it is served.
/// </summary>
internal sealed class ContentUpdatedMails(IStaffMailboxes staff, MailQueue queue) : IEventHandler<ContentUpdated>
{
    private static readonly TimeSpan UntilServed = TimeSpan.FromSeconds(10);

    public async Task HandleAsync(ContentUpdated @event, Transaction transaction, CancellationToken cancellationToken)
    {
        foreach (var mail in new[] { StaffMail.ContentUpdated, StaffMail.Problems })
        {
            foreach (var mailbox in await staff.WantingAsync(mail, author: null, cancellationToken))
            {
                await queue.AddOnceAsync(transaction, MailKinds.Of(mail), mailbox.Id, @event.Commit, UntilServed, cancellationToken);
            }
        }
    }
}
