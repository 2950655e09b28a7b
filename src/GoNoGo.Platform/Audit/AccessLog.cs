using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;

namespace GoNoGo.Platform.Audit;

/// <summary>
/// Enters who looked at personal data, before they see it: staff and whoever holds the command line, one entry for each queue,
/// subject or export that is opened. What anybody may read is not entered here.
/// </summary>
/// <param name="unitOfWork">Commits the entry.</param>
public sealed class AccessLog(UnitOfWork unitOfWork)
{
    internal const string Action = "personal_data.read";

    /// <summary>Enters one access.</summary>
    /// <param name="access">Who looked at what.</param>
    /// <param name="cancellationToken">Ends the work before it is durable; then nothing may be shown.</param>
    /// <returns>When the entry is durable, or joined the running unit of this scope.</returns>
    /// <exception cref="InvalidOperationException">The entry could not be written; then nothing may be shown.</exception>
    public async Task EnterAsync(PersonalDataAccess access, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(access);
        var entered = await unitOfWork.RunAsync<Entered>(
            (transaction, _) =>
            {
                var details = access.ActorTag is { } tag
                    ? new Dictionary<string, string>(StringComparer.Ordinal) { ["actor_tag"] = tag }
                    : null;
                transaction.Audit(new AuditAct(access.Actor, Action, access.ResourceType, access.ResourceId, details));
                return Task.FromResult<Result<Entered>>(new Entered());
            },
            cancellationToken);
        if (entered.Error is { } refusal)
        {
            throw new InvalidOperationException($"The access to personal data could not be entered: {refusal.Code}.");
        }
    }

    private sealed record Entered;
}

/// <summary>That somebody looks at personal data.</summary>
/// <param name="Actor">The class of who does.</param>
/// <param name="ActorTag">The tag of the signed-in person; null for who holds the command line. Personal.</param>
/// <param name="ResourceType">Such as <c>moderation_queue</c>, <c>subject</c>, <c>export</c>.</param>
/// <param name="ResourceId">Which of them: a random id or a word. Not personal.</param>
public sealed record PersonalDataAccess(AuditActor Actor, string? ActorTag, string ResourceType, string ResourceId)
{
    /// <summary>What is looked at, without by whom.</summary>
    /// <returns>Such as <c>moderation_queue pending</c>.</returns>
    public override string ToString() => $"{ResourceType} {ResourceId}";
}
