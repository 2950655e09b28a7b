using System.Net.Mime;
using System.Text;
using GoNoGo.Comments;
using GoNoGo.Web.Api;
using GoNoGo.Web.Languages;

namespace GoNoGo.Web.Pages;

/// <summary>A comment's secret address to take away: as a file, or in a mail that its author's own program writes.</summary>
internal static class CommentLinkEndpoint
{
    public const string Pattern = "/comments/{token}/link.txt";

    /// <summary>Where the file is.</summary>
    public static string FileOf(string token) => $"{CreatedCommentView.ManageAddress(token)}link.txt";

    /// <summary>Opens a mail to nobody in particular (RFC 6068).</summary>
    public static string MailOf(ThreadWords words, string title, string address) =>
        $"mailto:?subject={Uri.EscapeDataString(words.LinkSubject(title))}&body={Uri.EscapeDataString(TextOf(words, title, address))}";

    public static async Task<IResult> AnswerAsync(BlogRequest request)
    {
        var token = request.Route("token");
        var found = await request.Service<OwnComment>().FindAsync(token, request.Aborted);
        if (!found.Succeeded(out var view, out _))
        {
            return await CommentManageEndpoint.GoneAsync(request);
        }

        var inPost = CommentManageEndpoint.InPost(request, view);
        var address = request.Context.Absolute(CreatedCommentView.ManageAddress(token));
        var text = TextOf(inPost.Words.Comments, CommentManageEndpoint.TitleOf(request, view), address);
        request.Http.Response.Headers.ContentDisposition = $"attachment; filename=\"comment-{view.Id:D}.txt\"";
        return new PageResult(Encoding.UTF8.GetBytes(text), $"{MediaTypeNames.Text.Plain}; charset=utf-8") { IsPrivate = true };
    }

    private static string TextOf(ThreadWords words, string title, string address) => $"{words.LinkText(title)}\r\n\r\n{address}\r\n";
}
