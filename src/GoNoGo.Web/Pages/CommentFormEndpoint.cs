using GoNoGo.Blog.Posts;
using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Access;
using GoNoGo.Web.Api;
using GoNoGo.Web.Languages;
using GoNoGo.Web.Limits;
using GoNoGo.Web.Pipeline;

namespace GoNoGo.Web.Pages;

/// <summary>
/// The comment form without script: the first press shows the comment and brings a ticket, the second sends it. Whatever is
/// refused, what was typed comes back.
/// </summary>
internal static class CommentFormEndpoint
{
    private const string SendStep = "send";

    /// <summary>The empty form on a page of its own, with the ticket that it takes to send: of a comment, or of an answer.</summary>
    public static async Task<IResult> ShowAsync(BlogRequest request)
    {
        if (request.Snapshot.FindPost(request.Route("slug"), request.Context.Now) is not { } post)
        {
            return await request.NotFoundAsync();
        }

        if (!post.TakesComments(request.Context.Now))
        {
            return new SeeOther($"{post.Address}#comments");
        }

        var parent = Guid.TryParse(request.Query(PostEndpoint.ReplyField), out var id)
            ? await request.Service<CommentService>().FindAsync(post.Slug, id, request.Aborted)
            : null;
        var model = PostEndpoint.FormFor(request, post) with
        {
            Parent = parent is null or { IsLocked: true } ? null : new ReplyTarget(parent.Id, parent.Author?.DisplayName),
            Ticket = request.Service<FormTickets>().Issue(post.Slug),
        };
        return await request.In(post.Language).PrivatePageAsync<CommentPreviewPage>(
            StatusCodes.Status200OK, (nameof(CommentPreviewPage.Model), model));
    }

    public static async Task<IResult> AnswerAsync(BlogRequest request)
    {
        if (request.Snapshot.FindPost(request.Route("slug"), request.Context.Now) is not { } post)
        {
            return await request.NotFoundAsync();
        }

        var read = await PostedForm.ReadAsync(request.Http.Request, request.Aborted);
        if (!read.Succeeded(out var form, out var refusal))
        {
            return await request.RefusedAsync(refusal);
        }

        var sender = request.Http.Features.Get<RequestContext>();
        var comment = await SignedComments.OfAsync(request.Http, new NewComment
        {
            PostId = post.Slug,
            Form = "comment_form",
            Content = form.Text("content"),
            AuthorName = form.Text("author_name"),
            AuthorEmail = form.Text("author_email"),
            NotifyReplies = form.IsTicked("notify_replies"),
            GdprConsent = form.IsTicked("gdpr_consent"),
            ParentId = Guid.TryParse(form.Text("parent_id"), out var parent) ? parent : null,
            Ticket = form.Text("ticket"),
            Trap = form.Text("homepage"),
            NetworkTag = sender?.NetworkTag,
            EarlierNetworkTag = sender?.EarlierNetworkTag,
        });
        return form.Text("step") == SendStep && comment.Ticket is { Length: > 0 }
            ? await SendAsync(request, post, comment)
            : await PreviewAsync(request, post, comment, refusal: null);
    }

    private static async Task<IResult> SendAsync(BlogRequest request, Post post, NewComment comment)
    {
        var writes = request.Service<CountedWrites>();
        if (await writes.TakeAsync(request.Http, CountedKind.Comment) is { } tooMany)
        {
            return await PreviewAsync(request, post, comment, tooMany);
        }

        var sent = await request.Service<CommentService>().CreateAsync(comment with { Place = writes.Promised }, request.Aborted);
        if (sent.Value is null or { IsRepeated: true })
        {
            await writes.GiveBackAsync();
        }

        return sent.Succeeded(out var receipt, out var refusal)
            ? new SeeOther($"{CreatedCommentView.ManageAddress(receipt.CapabilityToken)}?notice=sent")
            : await PreviewAsync(request, post, comment, refusal);
    }

    /// <summary>The form again with what was typed, a new ticket, and the comment as it would look where it can be shown.</summary>
    private static async Task<IResult> PreviewAsync(BlogRequest inBlog, Post post, NewComment comment, Error? refusal)
    {
        var request = inBlog.In(post.Language);
        var comments = request.Service<CommentService>();
        var parent = comment.ParentId is { } id ? await comments.FindAsync(post.Slug, id, request.Aborted) : null;
        var preview = comments.Preview(comment);
        var problem = refusal ?? preview.Error;
        var shown = preview.Value;
        var model = PostEndpoint.FormFor(request, post) with
        {
            Content = comment.Content,
            AuthorName = comment.AuthorName ?? "",
            AuthorEmail = comment.AuthorEmail ?? "",
            NotifyReplies = comment.NotifyReplies,
            GdprConsent = comment.GdprConsent,
            Parent = parent is null ? null : new ReplyTarget(parent.Id, parent.Author?.DisplayName),
            IsSignedIn = comment.SignedInAs is not null,
            Ticket = shown?.Ticket,
            PreviewHtml = shown?.Html,
            Errors =
            [
                .. FieldsOf(problem).Where(field => !IsHidden(field))
                    .Select(field => new FieldError(field.Field, request.Words.Errors.Of(field))),
            ],
            GeneralError = GeneralError(request.Words, problem),
        };
        var status = problem is null ? StatusCodes.Status200OK : Problems.For(problem).StatusCode;
        return await request.PrivatePageAsync<CommentPreviewPage>(status, (nameof(CommentPreviewPage.Model), model));
    }

    private static IReadOnlyList<InvalidField> FieldsOf(Error? problem) => problem switch
    {
        InvalidFields several => several.Fields,
        InvalidField one => [one],
        _ => [],
    };

    // What the person did not fill in cannot be pointed at.
    private static bool IsHidden(InvalidField field) => field is ParentNotFound or ThreadLocked or TicketInvalid or IdempotencyKeyReused;

    private static string? GeneralError(PageWords words, Error? problem) => problem switch
    {
        null => null,
        IdempotencyKeyReused => words.Comments.AlreadySent,
        _ when FieldsOf(problem).FirstOrDefault(IsHidden) is { } hidden => words.Errors.Of(hidden),
        InvalidFields or InvalidField => null,
        _ => words.Errors.Of(problem),
    };
}
