using GoNoGo.Comments;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Pipeline;
using Microsoft.Extensions.Primitives;

namespace GoNoGo.Web.Api;

/// <summary>A new comment as a program sends it; what its texts hold is judged with all other fields, where it is taken.</summary>
internal static class CommentRequest
{
    private const string KeyHeader = "Idempotency-Key";

    public static Result<NewComment> Read(HttpContext http, string slug)
    {
        if (!JsonBody.Read<NewCommentBody>(http).Succeeded(out var body, out var refusal)
            || !body.TypedText("content").Succeeded(out var content, out refusal)
            || !body.TypedText("author_name").Succeeded(out var name, out refusal)
            || !body.TypedText("author_email").Succeeded(out var email, out refusal)
            || !body.TypedText("ticket").Succeeded(out var ticket, out refusal)
            || !body.TypedText("parent_id").Succeeded(out var parent, out refusal)
            || !body.Flag("notify_replies").Succeeded(out var notifies, out refusal)
            || !body.Flag("gdpr_consent").Succeeded(out var consents, out refusal)
            || !KeyOf(http.Request.Headers[KeyHeader]).Succeeded(out var key, out refusal))
        {
            return refusal;
        }

        if (parent.Value is not null && !Guid.TryParse(parent.Value, out _))
        {
            return new ParentNotFound();
        }

        var sender = http.Features.Get<RequestContext>();
        return new NewComment
        {
            PostId = slug,
            Form = "api",
            Content = content.Value ?? "",
            AuthorName = name.Value,
            AuthorEmail = email.Value,
            Ticket = ticket.Value,
            NotifyReplies = notifies.Value is true,
            GdprConsent = consents.Value is true,
            ParentId = Guid.TryParse(parent.Value, out var id) ? id : null,
            IdempotencyKey = key.Value,
            NetworkTag = sender?.NetworkTag,
            EarlierNetworkTag = sender?.EarlierNetworkTag,
        };
    }

    /// <summary>Of two keys neither can be meant.</summary>
    private static Result<Optional<string>> KeyOf(StringValues sent) => sent.Distinct(StringComparer.Ordinal).Count() > 1
        ? new IdempotencyKeyInvalid()
        : new Optional<string>(sent.FirstOrDefault());
}
