using System.Text.Json.Nodes;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Privacy.Declaration;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Accounts.Mailboxes;

/// <summary>A person's mailbox as they get it: opened.</summary>
internal static class MailboxExport
{
    public static async Task<IReadOnlyList<JsonObject>> ReadAsync(
        IServiceProvider scope, PersonReach reach, CancellationToken cancellationToken)
    {
        var rows = new List<JsonObject>();
        foreach (var subject in reach.Subjects)
        {
            if (await scope.GetRequiredService<MailboxVault>().FindAsync(new SubjectId(subject), cancellationToken) is { } mailbox)
            {
                rows.Add(new JsonObject
                {
                    ["subject_id"] = subject,
                    ["address"] = mailbox.Address.Reveal(),
                    ["unconfirmed_until"] = mailbox.UnconfirmedUntil,
                });
            }
        }

        return rows;
    }
}
