using GoNoGo.Accounts.Mailboxes;

namespace GoNoGo.Integrations.Email;

/// <summary>
/// The staff as their accounts and the configuration name them. An address that is somebody's of the staff goes by what they chose and
/// not by the configuration, so that nobody gets a mail twice or one that they have left.
/// </summary>
internal sealed class KnownStaff(StaffNotices notices, ConfiguredStaff configured) : IStaffMailboxes
{
    public async Task<IReadOnlyList<StaffMailbox>> WantingAsync(StaffMail mail, string? author, CancellationToken cancellationToken)
    {
        var own = await notices.ReadAsync(mail, author, cancellationToken);
        var others = configured.Wanting(mail, author).Where(mailbox => own.All(known => known.Address != mailbox.Address));
        return [.. own.Where(mailbox => mailbox.Timing is not MailTiming.Never).DistinctBy(mailbox => mailbox.Address), .. others];
    }
}
