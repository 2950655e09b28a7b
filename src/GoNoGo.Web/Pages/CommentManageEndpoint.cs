using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;
using GoNoGo.Web.Api;
using GoNoGo.Web.Languages;

namespace GoNoGo.Web.Pages;

/// <summary>A comment's own page, for whoever holds its link: see, change, erase.</summary>
internal static class CommentManageEndpoint
{
    public static async Task<IResult> ShowAsync(BlogRequest request)
    {
        var notice = request.Query("notice") switch
        {
            "sent" => CommentNotice.Sent,
            "edited" => CommentNotice.Edited,
            "appealed" => CommentNotice.Appealed,
            _ => CommentNotice.None,
        };
        return await ShowAsync(request, StatusCodes.Status200OK, (model, _) => model with { Notice = notice });
    }

    public static async Task<IResult> ActAsync(BlogRequest request)
    {
        var read = await PostedForm.ReadAsync(request.Http.Request, request.Aborted);
        if (!read.Succeeded(out var form, out var refusal))
        {
            return await request.RefusedAsync(refusal);
        }

        return form.Text("step") switch
        {
            "edit" => await EditAsync(request, form.Text("content")),
            "appeal" => await AppealAsync(request, form.Text("appeal")),
            "erase" => await ShowAsync(request, StatusCodes.Status200OK, (model, _) => model with { ConfirmErase = true }),
            "erase-confirmed" => await EraseAsync(request),
            _ => await ShowAsync(request, StatusCodes.Status200OK, (model, _) => model),
        };
    }

    /// <summary>The page speaks the language of the post.</summary>
    public static BlogRequest InPost(BlogRequest request, OwnCommentView view) =>
        request.In(request.Snapshot.FindPost(view.PostId, request.Context.Now)?.Language);

    /// <summary>The title of the post; where that is gone, what its address was.</summary>
    public static string TitleOf(BlogRequest request, OwnCommentView view) =>
        request.Snapshot.FindPost(view.PostId, request.Context.Now)?.Title ?? view.PostId;

    public static Task<IResult> GoneAsync(BlogRequest request) => request.PrivatePageAsync<CommentGonePage>(StatusCodes.Status404NotFound);

    private static async Task<IResult> EditAsync(BlogRequest request, string content)
    {
        var edited = await request.Service<OwnComment>().EditAsync(Token(request), content, request.Aborted);
        return edited.Error switch
        {
            null => new SeeOther($"{CreatedCommentView.ManageAddress(Token(request))}?notice=edited"),
            CommentNotFound => await GoneAsync(request),
            var refusal => await ShowAsync(
                request,
                Problems.For(refusal).StatusCode,
                (model, words) => model with { Error = words.Errors.Of(refusal), Content = content }),
        };
    }

    private static async Task<IResult> AppealAsync(BlogRequest request, string text)
    {
        var appealed = await request.Service<OwnComment>().AppealAsync(Token(request), text.Trim(), request.Aborted);
        return appealed.Error switch
        {
            null => new SeeOther($"{CreatedCommentView.ManageAddress(Token(request))}?notice=appealed"),
            CommentNotFound => await GoneAsync(request),
            var refusal => await ShowAsync(
                request,
                Problems.For(refusal).StatusCode,
                (model, words) => model with { AppealError = words.Errors.Of(refusal), AppealText = text }),
        };
    }

    private static async Task<IResult> EraseAsync(BlogRequest request)
    {
        // Shown from before the erasure: afterwards there is nothing left to show.
        var before = await request.Service<OwnComment>().FindAsync(Token(request), request.Aborted);
        if (!before.Succeeded(out var view, out _)
            || (await request.Service<OwnComment>().EraseAsync(Token(request), request.Aborted)).Error is not null)
        {
            return await GoneAsync(request);
        }

        var model = ModelOf(request, view) with
        {
            Standing = CommentStanding.Erased,
            Notice = CommentNotice.Erased,
            AuthorName = null,
            Content = "",
            Html = "",
        };
        return await InPost(request, view).PrivatePageAsync<CommentManagePage>(
            StatusCodes.Status200OK, (nameof(CommentManagePage.Model), model));
    }

    private static async Task<IResult> ShowAsync(
        BlogRequest request, int status, Func<CommentManageModel, PageWords, CommentManageModel> change)
    {
        var found = await request.Service<OwnComment>().FindAsync(Token(request), request.Aborted);
        if (!found.Succeeded(out var view, out _))
        {
            return await GoneAsync(request);
        }

        var inPost = InPost(request, view);
        var model = change(ModelOf(inPost, view), inPost.Words);
        return await inPost.PrivatePageAsync<CommentManagePage>(status, (nameof(CommentManagePage.Model), model));
    }

    private static string Token(BlogRequest request) => request.Route("token");

    private static CommentManageModel ModelOf(BlogRequest request, OwnCommentView view)
    {
        var post = request.Snapshot.FindPost(view.PostId, request.Context.Now);
        var address = CreatedCommentView.ManageAddress(Token(request));
        var full = request.Context.Absolute(address);
        return new CommentManageModel
        {
            Id = view.Id,
            ManageUrl = full,
            LinkFile = CommentLinkEndpoint.FileOf(Token(request)),
            LinkMail = CommentLinkEndpoint.MailOf(request.Words.Comments, TitleOf(request, view), full),
            Action = address,
            PrivacyAddress = $"{PrivacyEndpoints.CommentPath}{Token(request)}/",
            PostTitle = TitleOf(request, view),
            PostAddress = post?.Address,
            Standing = view.Status switch
            {
                ModerationStatus.Pending => CommentStanding.Pending,
                ModerationStatus.Approved => CommentStanding.Approved,
                _ => CommentStanding.NotPublished,
            },
            AuthorName = view.AuthorName,
            Content = view.Content,
            Html = view.Html,
            CreatedAt = view.CreatedAt,
            EditedAt = view.EditedAt,
            EditableUntil = view.CreatedAt + OwnComment.EditPeriod,
            Reason = view.Reason is { } reason ? ReasonWords.In(reason, request.Words.Language.Tag, request.Context.Site.Languages) : null,
            Appeal = view.Appeal,
            CanAppeal = view.CanAppeal,
            Edits = view.Edits,
        };
    }
}
