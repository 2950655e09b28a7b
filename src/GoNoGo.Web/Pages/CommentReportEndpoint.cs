using GoNoGo.Blog.Posts;
using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Api;
using GoNoGo.Web.Languages;
using GoNoGo.Web.Pipeline;

namespace GoNoGo.Web.Pages;

/// <summary>A reader reports a comment, without an account: reading the page changes nothing, the form does.</summary>
internal static class CommentReportEndpoint
{
    public const string Pattern = "/posts/{slug}/comments/{id}/report";

    public static string Address(string slug, Guid commentId) => $"/posts/{Uri.EscapeDataString(slug)}/comments/{commentId:D}/report";

    public static async Task<IResult> ShowAsync(BlogRequest request) =>
        await ModelAsync(request) is { } model ? await PageAsync(request, StatusCodes.Status200OK, model) : await request.NotFoundAsync();

    public static async Task<IResult> ActAsync(BlogRequest request)
    {
        var read = await PostedForm.ReadAsync(request.Http.Request, request.Aborted);
        if (!read.Succeeded(out var form, out var refusal))
        {
            return await request.RefusedAsync(refusal);
        }

        if (await ModelAsync(request) is not { } model)
        {
            return await request.NotFoundAsync();
        }

        var (reason, text) = (form.Text("reason"), form.Text("text").Trim());
        var sent = await SendAsync(request, model.Comment.Id, reason, text);
        return sent.Error is { } refused
            ? await PageAsync(
                request,
                Problems.For(refused).StatusCode,
                model with { Reason = reason, Text = text, Error = request.In(model.Language).Words.Errors.Of(refused) })
            : await PageAsync(request, StatusCodes.Status200OK, model with { IsSent = true });
    }

    private static async Task<Result<Guid>> SendAsync(BlogRequest request, Guid commentId, string code, string text)
    {
        if (ReasonWords.Find(code) is not { } reason)
        {
            return new ReasonUnknown();
        }

        var network = request.Http.Features.Get<RequestContext>()?.NetworkTag;
        var report = new NewReport(commentId, request.Route("slug"), reason, text, network);
        return await request.Service<ReaderReports>().ReportAsync(report, request.Aborted);
    }

    private static async Task<CommentReportModel?> ModelAsync(BlogRequest request)
    {
        if (request.Snapshot.FindPost(request.Route("slug"), request.Context.Now) is not { } post
            || !Guid.TryParse(request.Route("id"), out var id)
            || await request.Service<CommentService>().FindAsync(post.Slug, id, request.Aborted) is not { } comment)
        {
            return null;
        }

        return ModelOf(request.In(post.Language).Words, post, comment);
    }

    private static CommentReportModel ModelOf(PageWords words, Post post, CommentView comment) => new()
    {
        Language = post.Language,
        Comment = comment,
        PostTitle = post.Title,
        CommentAddress = CommentPlaceEndpoint.Address(post.Slug, comment.Id),
        Action = Address(post.Slug, comment.Id),
        Reasons = [.. Enum.GetValues<RefusalReason>().Select(reason => (ReasonWords.Code(reason), words.Comments.Reported(reason)))],
    };

    private static Task<IResult> PageAsync(BlogRequest request, int status, CommentReportModel model) =>
        request.In(model.Language).PrivatePageAsync<CommentReportPage>(status, (nameof(CommentReportPage.Model), model));
}
