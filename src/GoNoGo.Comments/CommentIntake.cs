using System.Globalization;
using GoNoGo.Comments.Moderation;
using GoNoGo.Comments.Rendering;
using GoNoGo.Gdpr.Consent;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Limits;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;

namespace GoNoGo.Comments;

/// <summary>Decides whether what was sent can be a comment, before anything is written.</summary>
internal sealed class CommentIntake(
    IPostCatalog posts, IModerationPolicies policies, FormTickets tickets, Pseudonyms pseudonyms, CommentRenderer renderer)
{
    private const int MaximumKeyLength = 255;

    /// <summary>128 random bits have as many characters in base64.</summary>
    private const int UnguessableKeyLength = 22;

    public Result<CheckedComment> Check(NewComment request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (posts.Find(request.PostId) is not { } post)
        {
            return new UnknownPost();
        }

        if (!post.CommentsOpen)
        {
            return new CommentsClosed();
        }

        var name = string.IsNullOrWhiteSpace(request.AuthorName) ? null : request.AuthorName;
        var address = string.IsNullOrWhiteSpace(request.AuthorEmail) ? null : EmailAddress.TryParse(request.AuthorEmail);
        var ticket = string.IsNullOrEmpty(request.Ticket) ? null : tickets.Check(request.Ticket, post.PostId);
        var problems = Problems(request, name, address, ticket).ToList();
        if (problems.Count > 0)
        {
            return new InvalidComment(problems);
        }

        return new CheckedComment
        {
            Post = post,
            Form = request.Form,
            Content = request.Content,
            AuthorName = name,
            EmailTag = address is null ? null : pseudonyms.Tag(address),
            MailAddress = request.NotifyReplies ? address : null,
            Purposes = request.NotifyReplies
                ? [ConsentPurposes.PublishComment, ConsentPurposes.NotifyByEmail]
                : [ConsentPurposes.PublishComment],
            ParentId = request.ParentId,
            NetworkTag = request.NetworkTag,
            EarlierNetworkTag = request.EarlierNetworkTag,
            SignedInAs = request.SignedInAs,
            Flags = [.. Flags(request, ticket)],
            Repeatable = Repeatable(request, ticket),
            Place = request.Place,
        };
    }

    /// <summary>Everything but the consent, which is asked for when the comment is sent.</summary>
    public Result<CommentPreview> Preview(NewComment request) =>
        Check(request with { GdprConsent = true, Ticket = null }).Succeeded(out var comment, out var refusal)
            ? new CommentPreview(renderer.Render(comment.Content), tickets.Issue(comment.Post.PostId))
            : refusal;

    private static IEnumerable<InvalidField> Problems(NewComment request, string? name, EmailAddress? address, FormTicket? ticket)
    {
        if (CommentText.CheckContent(request.Content) is { } content)
        {
            yield return content;
        }

        if (name is not null && CommentText.CheckName(name) is { } badName)
        {
            yield return badName;
        }

        if (!string.IsNullOrWhiteSpace(request.AuthorEmail) && address is null)
        {
            yield return new EmailInvalid();
        }
        else if (request.NotifyReplies && address is null && request.SignedInAs is null)
        {
            yield return new EmailMissing();
        }

        if (!request.GdprConsent)
        {
            yield return new ConsentMissing();
        }

        if (!string.IsNullOrEmpty(request.Ticket) && ticket is null)
        {
            yield return new TicketInvalid();
        }

        if (request.IdempotencyKey is { } key && (key.Length is 0 or > MaximumKeyLength || key.Any(unit => unit is < '!' or > '~')))
        {
            yield return new IdempotencyKeyInvalid();
        }
    }

    /// <summary>What a form gives away; the names are those of <see cref="CommentScreening.FormSignals"/>.</summary>
    private IEnumerable<string> Flags(NewComment request, FormTicket? ticket)
    {
        var shortest = (policies.Current ?? ModerationPolicy.Default).ShortestWriting;
        if (ticket is null)
        {
            yield return "no_ticket";
        }
        else if (ticket.Age < shortest)
        {
            yield return "too_fast";
        }

        if (!string.IsNullOrEmpty(request.Trap))
        {
            yield return "trap_filled";
        }
    }

    private static RepeatableRequest? Repeatable(NewComment request, FormTicket? ticket) =>
        (request.IdempotencyKey ?? ticket?.Nonce) is { } key
            ? new RepeatableRequest($"create_comment:{request.PostId}", key, Fingerprint(request, key, request.NetworkTag))
            {
                SameContent = Fingerprint(request, key, request.EarlierNetworkTag),
            }
            : null;

    /// <summary>
    /// A repetition gets the link that manages the comment, whose text everybody may read. So a key that somebody could guess is good in
    /// the sender's network alone.
    /// </summary>
    private static string Fingerprint(NewComment request, string key, NetworkTag? network) => string.Create(
        CultureInfo.InvariantCulture,
        $"{request.Content}\0{request.AuthorName}\0{request.AuthorEmail}\0{request.NotifyReplies}\0{request.ParentId}"
        + $"\0{(key.Length < UnguessableKeyLength ? network?.Value : null)}");
}

/// <summary>A comment that may be stored.</summary>
internal sealed record CheckedComment
{
    public required CommentablePost Post { get; init; }

    public required string Form { get; init; }

    public required string Content { get; init; }

    public required string? AuthorName { get; init; }

    public required EmailTag? EmailTag { get; init; }

    /// <summary>Set only where mail is wanted.</summary>
    public required EmailAddress? MailAddress { get; init; }

    public required IReadOnlyList<string> Purposes { get; init; }

    public required Guid? ParentId { get; init; }

    public required NetworkTag? NetworkTag { get; init; }

    public required NetworkTag? EarlierNetworkTag { get; init; }

    public required SubjectId? SignedInAs { get; init; }

    public required IReadOnlyList<string> Flags { get; init; }

    public required RepeatableRequest? Repeatable { get; init; }

    public required PromisedPlace? Place { get; init; }

    public override string ToString() => "[comment]";
}
