using System.Globalization;
using GoNoGo.Accounts.Commenters;
using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;
using GoNoGo.Platform.Privacy;
using GoNoGo.Web.Access;
using GoNoGo.Web.Api;
using GoNoGo.Web.Limits;

namespace GoNoGo.Web.Pages;

/// <summary>
/// <c>/account/</c>: commenters sign in by a mailed link, see their comments and how they stand, and choose. Who asks for a link gets the
/// same answer whatever is known of the address; the link shows a page when it is read and signs in when its button is pressed.
/// </summary>
internal static class CommenterEndpoints
{
    private const string Account = "/account/";
    private const string SignInPath = CommenterSignIns.LinkPath;
    private const string LinkPattern = SignInPath + "{token}/";

    public static void MapCommenters(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPage(SignInPath, request => request.PageAsync<CommenterSignInPage>());
        endpoints.MapForm(SignInPath, AskAsync);
        endpoints.MapPrivatePage(LinkPattern, AskToEnterAsync);
        endpoints.MapForm(LinkPattern, EnterAsync);
        endpoints.MapOwnPage(Account, request => ShowAsync(request, StatusCodes.Status200OK, error: null));
        endpoints.MapOwnForm("/account/choice/", ChooseAsync);
        endpoints.MapOwnForm("/account/sessions/{id:guid}/end/", EndSessionAsync);
        endpoints.MapOwnForm("/account/sign-out/", SignOutAsync);
    }

    private static async Task<IResult> AskAsync(BlogRequest request)
    {
        if (!(await PostedForm.ReadAsync(request.Http.Request, request.Aborted)).Succeeded(out var form, out var refusal))
        {
            return await request.RefusedAsync(refusal);
        }

        if (EmailAddress.TryParse(form.Text("email")) is not { } address)
        {
            return await request.PrivatePageAsync<CommenterSignInPage>(
                StatusCodes.Status422UnprocessableEntity,
                (nameof(CommenterSignInPage.Email), form.Text("email")),
                (nameof(CommenterSignInPage.IsWrong), true));
        }

        if (await request.Service<CountedWrites>().TakeAsync(request.Http, CountedKind.MailedLink) is { } tooMany)
        {
            return await request.PrivatePageAsync<CommenterSignInPage>(
                StatusCodes.Status429TooManyRequests,
                (nameof(CommenterSignInPage.Email), form.Text("email")),
                (nameof(CommenterSignInPage.Refusal), request.Words.Errors.Of(tooMany)));
        }

        // The same work for every address: whether anybody commented with it is looked up behind the event bus.
        var asked = await request.Service<CommenterSignIns>().AskAsync(address, request.Context.Site.Language, request.Aborted);
        return asked.Error is { } failed
            ? await request.RefusedAsync(failed)
            : await request.PrivatePageAsync<CommenterSignInPage>(
                StatusCodes.Status200OK, (nameof(CommenterSignInPage.IsAsked), true));
    }

    private static async Task<IResult> AskToEnterAsync(BlogRequest request) =>
        await request.Service<CommenterSignIns>().CanUseAsync(request.Route("token"), request.Aborted)
            ? await request.PrivatePageAsync<CommenterEnterPage>(
                StatusCodes.Status200OK, (nameof(CommenterEnterPage.NeedsTls), request.Service<SessionCookie>().IsUnusable))
            : await OverAsync(request);

    private static async Task<IResult> EnterAsync(BlogRequest request)
    {
        if ((await PostedForm.ReadAsync(request.Http.Request, request.Aborted)).Error is { } refusal)
        {
            return await request.RefusedAsync(refusal);
        }

        var cookie = request.Service<SessionCookie>();
        var started = await request.Service<CommenterSignIns>().UseAsync(
            request.Route("token"), VisitReading.Of(request.Http), cookie.Read(request.Http.Request), request.Aborted);
        if (!started.Succeeded(out var session, out _))
        {
            return await OverAsync(request);
        }

        cookie.Write(request.Http.Response, session.SecretId);
        return new SeeOther(Account);
    }

    private static async Task<IResult> ChooseAsync(BlogRequest request)
    {
        if (!(await PostedForm.ReadAsync(request.Http.Request, request.Aborted)).Succeeded(out var form, out var refusal))
        {
            return await request.RefusedAsync(refusal);
        }

        var choice = new CommenterChoice(
            form.Text("display_name"),
            request.Context.Site.Languages.All.FirstOrDefault(language => language.Tag == form.Text("language"))?.Tag,
            form.IsTicked("answers"),
            form.IsTicked("decisions"));
        var chosen = await request.Service<CommenterAccount>().ChooseAsync(Person(request), choice, request.Aborted);
        return chosen.Error is { } wrong
            ? await ShowAsync(request, Problems.For(wrong).StatusCode, request.Words.Errors.Of(wrong))
            : new SeeOther(Account + "?done=chosen");
    }

    private static async Task<IResult> EndSessionAsync(BlogRequest request)
    {
        var id = Guid.Parse(request.Route("id"), CultureInfo.InvariantCulture);
        var ended = await request.Service<CommenterAccount>().EndSessionAsync(Person(request), id, request.Aborted);
        return ended.Error is { } refusal
            ? await ShowAsync(request, Problems.For(refusal).StatusCode, request.Words.Errors.Of(refusal))
            : new SeeOther(Account + "?done=ended");
    }

    private static async Task<IResult> SignOutAsync(BlogRequest request)
    {
        var person = Person(request);
        await request.Service<CommenterAccount>().EndSessionAsync(person, person.SessionId, request.Aborted);
        request.Service<SessionCookie>().Forget(request.Http.Response);
        return new SeeOther(SignInPath);
    }

    private static async Task<IResult> ShowAsync(BlogRequest request, int status, string? error)
    {
        var person = Person(request);
        var page = int.TryParse(request.Query("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? Math.Min(number, 10_000)
            : 1;
        var (lines, hasMore) = await request.Service<OwnComments>().ReadAsync(person.Subject, page, request.Aborted);
        var model = new CommenterModel(
            await request.Service<CommenterAccount>().ShowAsync(person, request.Aborted),
            await request.Service<Reputations>().FindAsync(person.Subject, request.Aborted),
            [.. lines.Select(line => LineOf(request, line))],
            page,
            hasMore,
            person.SessionId)
        {
            Error = error,
            Notice = request.Query("done") switch
            {
                "chosen" => request.Words.Account.ChoiceKept,
                "ended" => request.Words.Account.SessionEnded,
                _ => null,
            },
        };
        return await request.PrivatePageAsync<CommenterPage>(status, (nameof(CommenterPage.Model), model));
    }

    private static CommenterLine LineOf(BlogRequest request, OwnCommentLine line)
    {
        var post = request.Snapshot.FindPost(line.PostId, request.Context.Now);
        return new CommenterLine(
            line.Id,
            post?.Title ?? line.PostId,
            line.Status is ModerationStatus.Approved && post is not null ? CommentPlaceEndpoint.Address(post.Slug, line.Id) : post?.Address,
            line.Status switch
            {
                ModerationStatus.Pending => request.Words.Account.CommentWaits,
                ModerationStatus.Approved => request.Words.Account.CommentPublished,
                _ => request.Words.Account.CommentNotPublished,
            },
            line.Reason is { } reason ? ReasonWords.In(reason, request.Words.Language.Tag, request.Context.Site.Languages) : null,
            line.Html,
            line.CreatedAt,
            CreatedCommentView.ManageAddress(line.CapabilityToken));
    }

    private static Task<IResult> OverAsync(BlogRequest request) => request.PrivatePageAsync<CommenterSignInPage>(
        StatusCodes.Status404NotFound, (nameof(CommenterSignInPage.IsOver), true));

    private static SignedInCommenter Person(BlogRequest request) => request.Http.Features.Get<SignedInCommenter>()
        ?? throw new InvalidOperationException("Authorization let nobody in here.");
}

/// <summary>The page of a commenter. Personal.</summary>
/// <param name="Account">What they chose, and where they are signed in.</param>
/// <param name="Standing">What their comments have come to.</param>
/// <param name="Comments">A page of their comments, the newest first.</param>
/// <param name="Page">Which page, from 1.</param>
/// <param name="HasMore">Whether there are older ones.</param>
/// <param name="SessionId">The session that asks.</param>
public sealed record CommenterModel(
    CommenterView Account, Reputation Standing, IReadOnlyList<CommenterLine> Comments, int Page, bool HasMore, Guid SessionId)
{
    /// <summary>What has just been done.</summary>
    public string? Notice { get; init; }

    /// <summary>Why a choice was not taken.</summary>
    public string? Error { get; init; }

    /// <summary>Whether mails can be chosen: there is an address for them.</summary>
    public bool HasAddress => Account.Standing is not AddressStanding.Missing;
}

/// <summary>A comment in its author's list. Personal.</summary>
/// <param name="Id">The comment's id.</param>
/// <param name="PostTitle">The title of its post.</param>
/// <param name="Address">Where it, or its post, is read; null where the post is gone.</param>
/// <param name="Standing">How it stands, in words.</param>
/// <param name="Reason">Why it was not published, in words.</param>
/// <param name="Html">Its text, safe HTML.</param>
/// <param name="CreatedAt">When it was sent.</param>
/// <param name="OwnAddress">Its own page. Secret.</param>
public sealed record CommenterLine(
    Guid Id, string PostTitle, string? Address, string Standing, string? Reason, string Html, DateTimeOffset CreatedAt, string OwnAddress);
