using System.Text;
using System.Text.Json;
using GoNoGo.Gdpr.Erasure;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Gdpr.Rights;

/// <summary>
/// Requests that a person has to look at: taken, shown to staff with their clock, extended once with a reason, answered. What takes effect
/// at once (hiding a comment that is disputed) does so when it is asked for.
/// </summary>
/// <param name="data">The context that the unit of work shares.</param>
/// <param name="unitOfWork">Commits each step.</param>
/// <param name="keys">The key of each person, under which what they wrote is kept.</param>
/// <param name="comments">Hides, shows and corrects comments.</param>
/// <param name="clock">Says what is overdue.</param>
public sealed class PrivacyRequests(
    DataContext data, UnitOfWork unitOfWork, SubjectKeys keys, ISubjectComments comments, TimeProvider clock)
{
    /// <summary>The longest text of a request or reason, in UTF-16 units.</summary>
    public const int LongestReason = 2000;

    /// <summary>How long what was written is kept once it is answered.</summary>
    public static readonly TimeSpan FileKept = TimeSpan.FromDays(30);

    /// <summary>How long it is kept that there was a request.</summary>
    public static readonly TimeSpan LogKept = TimeSpan.FromDays(1095);

    /// <summary>Takes a request; a restriction or objection hides the comment at once, until it is answered. Audited.</summary>
    /// <param name="asked">Who asks for what.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>Its id; or <see cref="RequestInvalid"/>, or <see cref="RequestRepeated"/> where the same is open already.</returns>
    public Task<Result<Guid>> TakeAsync(AskedRequest asked, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(asked);
        return unitOfWork.RunAsync<Guid>(
            async (transaction, ended) =>
            {
                if (asked.Text.Trim().Length is 0 or > LongestReason
                    || (asked.Kind is PrivacyRequestKind.Rectification && (asked.CommentId is null || asked.Proposal is null)))
                {
                    return new RequestInvalid();
                }

                if (await data.Set<PrivacyRequest>().AnyAsync(
                    known => known.SubjectId == asked.Subject.Value && known.CommentId == asked.CommentId && known.Kind == asked.Kind
                        && known.State == PrivacyRequestState.Open,
                    ended))
                {
                    return new RequestRepeated();
                }

                var id = Guid.CreateVersion7(transaction.StartedAt);
                var key = await keys.FindOrMakeAsync(transaction, asked.Subject, ended);
                var content = JsonSerializer.SerializeToUtf8Bytes(new RequestContent(asked.Text.Trim(), asked.Proposal));
                data.Add(new PrivacyRequest
                {
                    Id = id,
                    SubjectId = asked.Subject.Value,
                    CommentId = asked.CommentId,
                    Kind = asked.Kind,
                    Content = key.Encrypt(content, id.ToByteArray()),
                    Address = asked.Address is { } address ? key.Encrypt(Encoding.UTF8.GetBytes(address.Reveal()), id.ToByteArray()) : null,
                    Language = asked.Language,
                    ReceivedAt = transaction.StartedAt,
                    DueOn = DueDates.Of(transaction.StartedAt, asked.Zone),
                });
                if (asked.Kind is not PrivacyRequestKind.Rectification)
                {
                    await RestrictAsync(transaction, asked.Subject, asked.CommentId, isRestricted: true, ended);
                }

                Enter(transaction, new AuditIdentity(AuditActor.CommentAuthor, Tag: null), "privacy_request.received", id);
                transaction.Publish(new PrivacyStepTaken(id, PrivacyStep.Received));
                return id;
            },
            cancellationToken);
    }

    /// <summary>Requests of a person, or about one comment; the newest first.</summary>
    /// <param name="subject">Whose.</param>
    /// <param name="commentId">About which comment; null for all of theirs.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Without what was written.</returns>
    public async Task<IReadOnlyList<RequestView>> OfAsync(SubjectId subject, Guid? commentId, CancellationToken cancellationToken) =>
        await Views(data.Set<PrivacyRequest>()
            .Where(request => request.SubjectId == subject.Value && (commentId == null || request.CommentId == commentId))
            .OrderByDescending(request => request.ReceivedAt)).ToListAsync(cancellationToken);

    /// <summary>Requests that wait for a person, the one that is due first before the others.</summary>
    /// <param name="includeAnswered">Whether those that were answered are listed too.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Without what was written.</returns>
    public async Task<IReadOnlyList<RequestView>> ListAsync(bool includeAnswered, CancellationToken cancellationToken) =>
        await Views(data.Set<PrivacyRequest>()
            .Where(request => includeAnswered || request.State == PrivacyRequestState.Open)
            .OrderBy(request => request.DueOn).ThenBy(request => request.Id)).ToListAsync(cancellationToken);

    /// <summary>How many open requests should have been answered before today.</summary>
    /// <param name="zone">The zone in which the operator's days begin.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>0 where all is in time.</returns>
    public Task<int> CountOverdueAsync(TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var today = DueDates.DayOf(clock.GetUtcNow(), zone);
        return data.Set<PrivacyRequest>()
            .CountAsync(request => request.State == PrivacyRequestState.Open && request.DueOn < today, cancellationToken);
    }

    /// <summary>A request with what the person wrote; who looks is to be entered before (<see cref="AccessLog"/>).</summary>
    /// <param name="id">Which.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>The request; or <see cref="RequestNotFound"/>.</returns>
    public async Task<Result<OpenRequest>> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await data.Set<PrivacyRequest>().AsNoTracking().SingleOrDefaultAsync(known => known.Id == id, cancellationToken) is not { } row)
        {
            return new RequestNotFound();
        }

        var view = await Views(data.Set<PrivacyRequest>().Where(known => known.Id == id)).SingleAsync(cancellationToken);
        var content = await OpenAsync(row, row.Content, cancellationToken) is { } plain
            ? JsonSerializer.Deserialize<RequestContent>(plain)
            : null;
        var address = await OpenAsync(row, row.Address, cancellationToken) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;
        var current = content?.Proposal is not null && row.CommentId is { } comment
            ? await comments.TextAsync(comment, cancellationToken)
            : null;
        return new OpenRequest(
            view,
            new SubjectId(row.SubjectId),
            content?.Text,
            content?.Proposal,
            current,
            address is null ? null : EmailAddress.TryParse(address),
            row.Language,
            row.Reason);
    }

    /// <summary>Gives a request two months more; its person is told why (art. 12(3)). Once, and within the first month. Audited.</summary>
    /// <param name="id">Which.</param>
    /// <param name="reason">Why, for the person.</param>
    /// <param name="zone">The zone in which the operator's days begin.</param>
    /// <param name="officer">Who does it.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>The request; or <see cref="RequestNotFound"/>, <see cref="RequestInvalid"/>, <see cref="RequestNotExtended"/>.</returns>
    public Task<Result<Guid>> ExtendAsync(
        Guid id, string reason, TimeZoneInfo zone, AuditIdentity officer, CancellationToken cancellationToken) =>
        ChangeAsync(
            id,
            reason,
            (transaction, row, _) =>
            {
                if (row.IsExtended || DueDates.DayOf(transaction.StartedAt, zone) > row.DueOn)
                {
                    return Task.FromResult<Result<Guid>>(new RequestNotExtended());
                }

                (row.IsExtended, row.Reason) = (true, reason.Trim());
                row.DueOn = DueDates.Of(row.ReceivedAt, zone, DueDates.ExtendedMonths);
                Enter(transaction, officer, "privacy_request.extended", id);
                transaction.Publish(new PrivacyStepTaken(id, PrivacyStep.Extended));
                return Task.FromResult<Result<Guid>>(id);
            },
            cancellationToken);

    /// <summary>Carries a request out: a correction is made, what was hidden stays hidden. Its person is told. Audited.</summary>
    /// <param name="id">Which.</param>
    /// <param name="officer">Who does it.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>The request; or <see cref="RequestNotFound"/>.</returns>
    public Task<Result<Guid>> AcceptAsync(Guid id, AuditIdentity officer, CancellationToken cancellationToken) => ChangeAsync(
        id,
        reason: null,
        async (transaction, row, ended) =>
        {
            if (row is { Kind: PrivacyRequestKind.Rectification, CommentId: { } comment }
                && await OpenAsync(row, row.Content, ended) is { } plain
                && JsonSerializer.Deserialize<RequestContent>(plain)?.Proposal is { } proposal)
            {
                await comments.RectifyAsync(transaction, comment, proposal, ended);
            }

            Answer(transaction, row, PrivacyRequestState.Done, officer, "privacy_request.done", PrivacyStep.Done);
            return id;
        },
        cancellationToken);

    /// <summary>
    /// Refuses a request; what was hidden for it shows again. Its person is told why, and where to complain (art. 12(4)). Audited.
    /// </summary>
    /// <param name="id">Which.</param>
    /// <param name="reason">Why, for the person.</param>
    /// <param name="officer">Who does it.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>The request; or <see cref="RequestNotFound"/>, <see cref="RequestInvalid"/>.</returns>
    public Task<Result<Guid>> RefuseAsync(
        Guid id, string reason, AuditIdentity officer, CancellationToken cancellationToken) => ChangeAsync(
        id,
        reason,
        async (transaction, row, ended) =>
        {
            row.Reason = reason.Trim();
            if (row.Kind is not PrivacyRequestKind.Rectification)
            {
                await RestrictAsync(transaction, new SubjectId(row.SubjectId), row.CommentId, isRestricted: false, ended);
            }

            Answer(transaction, row, PrivacyRequestState.Refused, officer, "privacy_request.refused", PrivacyStep.Refused);
            return id;
        },
        cancellationToken);

    private Task<Result<Guid>> ChangeAsync(
        Guid id,
        string? reason,
        Func<Transaction, PrivacyRequest, CancellationToken, Task<Result<Guid>>> change,
        CancellationToken cancellationToken) => unitOfWork.RunAsync<Guid>(
        async (transaction, ended) =>
        {
            if (reason is not null && reason.Trim().Length is 0 or > LongestReason)
            {
                return new RequestInvalid();
            }

            return await data.Set<PrivacyRequest>().SingleOrDefaultAsync(
                known => known.Id == id && known.State == PrivacyRequestState.Open, ended) is { } row
                ? await change(transaction, row, ended)
                : new RequestNotFound();
        },
        cancellationToken);

    private static void Answer(
        Transaction transaction, PrivacyRequest row, PrivacyRequestState state, AuditIdentity officer, string action, PrivacyStep step)
    {
        (row.State, row.AnsweredAt) = (state, transaction.StartedAt);
        (row.FileUntil, row.LogUntil) = (transaction.StartedAt + FileKept, transaction.StartedAt + LogKept);
        Enter(transaction, officer, action, row.Id);
        transaction.Publish(new PrivacyStepTaken(row.Id, step));
    }

    private async Task RestrictAsync(
        Transaction transaction, SubjectId subject, Guid? comment, bool isRestricted, CancellationToken cancellationToken)
    {
        foreach (var id in comment is { } one ? [one] : await comments.OfAsync(subject, cancellationToken))
        {
            await comments.RestrictAsync(transaction, id, isRestricted, cancellationToken);
        }
    }

    private async Task<byte[]?> OpenAsync(PrivacyRequest row, byte[]? stored, CancellationToken cancellationToken) =>
        stored is not null && await keys.FindAsync(new SubjectId(row.SubjectId), cancellationToken) is { } key
            ? key.Decrypt(stored, row.Id.ToByteArray())
            : null;

    private static IQueryable<RequestView> Views(IQueryable<PrivacyRequest> requests) => requests.Select(request => new RequestView(
        request.Id,
        request.Kind,
        request.State,
        request.CommentId,
        request.ReceivedAt,
        request.DueOn,
        request.IsExtended,
        request.AnsweredAt));

    private static void Enter(Transaction transaction, AuditIdentity who, string action, Guid id) =>
        transaction.Audit(who.Act(action, "privacy_request", id.ToString("D")));

    private sealed record RequestContent(string Text, CorrectedText? Proposal);
}
