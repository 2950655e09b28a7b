using GoNoGo.Comments;
using GoNoGo.Gdpr.Erasure;
using GoNoGo.Gdpr.Rights;
using GoNoGo.Gdpr.Subjects;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Privacy.Declaration;

namespace GoNoGo.Web.Pages;

/// <summary>
/// Who looks at their data, and how far that reaches: who has opened a mailed link to all that is held about their address, who has the
/// link of a comment to that comment, since anybody can write under somebody else's address.
/// </summary>
internal sealed record PrivacyPerson(SubjectId? Subject, Guid? CommentId, ProvedAddress? Proved, PersonReach Reach)
{
    public static async Task<PrivacyPerson?> FindAsync(BlogRequest request)
    {
        var token = request.Route("token");
        return request.Http.Request.Path.StartsWithSegments("/privacy/comment", StringComparison.Ordinal)
            ? await OfCommentAsync(request, token)
            : await OfAddressAsync(request, token);
    }

    private static async Task<PrivacyPerson?> OfCommentAsync(BlogRequest request, string token)
    {
        var found = await request.Service<OwnComment>().FindAsync(token, request.Aborted);
        if (!found.Succeeded(out var comment, out _))
        {
            return null;
        }

        var owner = await request.Service<ISubjectComments>().OwnerAsync(comment.Id, request.Aborted);
        var reach = await request.Service<ErasureScope>().OfCommentAsync(comment.Id, request.Aborted);
        return new PrivacyPerson(owner, comment.Id, null, reach);
    }

    private static async Task<PrivacyPerson?> OfAddressAsync(BlogRequest request, string token)
    {
        var found = await request.Service<PrivacyLinks>().FindOpenedAsync(token, request.Aborted);
        if (!found.Succeeded(out var proved, out _))
        {
            return null;
        }

        var subject = await request.Service<SubjectDirectory>().FindAsync(proved.Tag, request.Aborted);
        var reach = subject is { } known
            ? await request.Service<ErasureScope>().OfAsync(known, request.Aborted)
            : PersonReach.Nobody;
        return new PrivacyPerson(subject, null, proved, reach with { EmailTags = [.. reach.EmailTags.Union(proved.Tag.All)] });
    }

    public override string ToString() => "[person]";
}
