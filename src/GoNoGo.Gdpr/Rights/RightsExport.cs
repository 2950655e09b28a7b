using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Privacy.Declaration;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Gdpr.Rights;

/// <summary>A person's requests and links as they get them: opened.</summary>
internal static class RightsExport
{
    public static async Task<IReadOnlyList<JsonObject>> RequestsAsync(
        IServiceProvider scope, PersonReach reach, CancellationToken cancellationToken)
    {
        var keys = scope.GetRequiredService<SubjectKeys>();
        var rows = new List<JsonObject>();
        foreach (var row in await scope.GetRequiredService<DataContext>().Set<PrivacyRequest>().AsNoTracking()
            .Where(request => reach.Subjects.Contains(request.SubjectId)
                || (request.CommentId != null && reach.Comments.Contains(request.CommentId.Value)))
            .ToListAsync(cancellationToken))
        {
            var key = await keys.FindAsync(new SubjectId(row.SubjectId), cancellationToken);
            rows.Add(new JsonObject
            {
                ["id"] = row.Id,
                ["subject_id"] = row.SubjectId,
                ["comment_id"] = row.CommentId,
                ["kind"] = row.Kind.ToString(),
                ["content"] = Text(key, row.Content, row.Id),
                ["address"] = Text(key, row.Address, row.Id),
                ["state"] = row.State.ToString(),
                ["received_at"] = row.ReceivedAt,
                ["due_on"] = row.DueOn.ToString("O", CultureInfo.InvariantCulture),
                ["reason"] = row.Reason,
                ["answered_at"] = row.AnsweredAt,
            });
        }

        return rows;
    }

    public static async Task<IReadOnlyList<JsonObject>> LinksAsync(
        IServiceProvider scope, PersonReach reach, CancellationToken cancellationToken)
    {
        var keys = scope.GetRequiredService<KeyRing>();
        var links = await scope.GetRequiredService<DataContext>().Set<PrivacyLink>().AsNoTracking()
            .Where(link => reach.EmailTags.Contains(link.EmailTag))
            .ToListAsync(cancellationToken);
        return
        [
            .. links.Select(link => new JsonObject
            {
                ["id"] = link.Id,
                ["email_tag"] = link.EmailTag,
                ["address"] = Text(keys.Find(KeyPurpose.Mailbox, link.KeyVersion), link.Address, link.Id),
                ["language"] = link.Language,
                ["expires_at"] = link.ExpiresAt,
            }),
        ];
    }

    private static string? Text(Key? key, byte[]? stored, Guid id) => stored is null || key is null
        ? null
        : Encoding.UTF8.GetString(key.Decrypt(stored, id.ToByteArray()));
}
