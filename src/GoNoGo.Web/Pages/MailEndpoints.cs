using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Integrations.Email;
using GoNoGo.Platform.Data;
using GoNoGo.Web.Access;
using GoNoGo.Web.Languages;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace GoNoGo.Web.Pages;

/// <summary>
/// Where the links of mails lead. Reading such a page changes nothing, since programs that look for bad links follow them; what changes
/// something is posted.
/// </summary>
internal static class MailEndpoints
{
    private const int LargestForm = 16 * 1024;
    private const string Secret = "{token}";

    public static void MapMails(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPrivatePage(MailLinks.ConfirmPath + Secret, AskAsync);
        endpoints.MapForm(MailLinks.ConfirmPath + Secret, ConfirmAsync);
        endpoints.MapPrivatePage(MailLinks.LeavePath + Secret, ChooseAsync);

        // Not among the forms: what a mail program posts on its reader's behalf is taken also before there is a page to answer with.
        endpoints.MapPost(MailLinks.LeavePath + Secret, LeaveAsync).OpenToEveryone();
    }

    private static async Task<IResult> AskAsync(BlogRequest request)
    {
        var canConfirm = await request.Service<MailboxVault>().CanConfirmAsync(
            request.Route("token"), request.Context.Now, request.Aborted);
        return await ShowAsync(request, canConfirm ? MailStanding.AskToConfirm : MailStanding.LinkOver);
    }

    private static async Task<IResult> ConfirmAsync(BlogRequest request)
    {
        if ((await PostedForm.ReadAsync(request.Http.Request, request.Aborted)).Error is { } refusal)
        {
            return await request.RefusedAsync(refusal);
        }

        var vault = request.Service<MailboxVault>();
        var confirmed = await request.Service<UnitOfWork>().RunPatientlyAsync(
            (transaction, ended) => vault.ConfirmAsync(transaction, request.Route("token"), ended), request.Aborted);
        return await ShowAsync(request, confirmed.Error is null ? MailStanding.Confirmed : MailStanding.LinkOver);
    }

    private static async Task<IResult> ChooseAsync(BlogRequest request)
    {
        var choice = await request.Service<MailPreferences>().FindAsync(request.Route("token"), request.Aborted);
        return await ShowAsync(
            request,
            choice switch
            {
                null => MailStanding.NothingComes,
                { CanLeaveAll: false, IsWanted: false } => MailStanding.KindLeft,
                _ => MailStanding.AskToLeave,
            },
            choice);
    }

    /// <summary>One click of a mail program (RFC 8058), or the form of our own page: 200 either way, also the second time.</summary>
    private static async Task LeaveAsync(HttpContext http)
    {
        if (await ReadAsync(http) is not { } fields)
        {
            // Not 200: a mail program would tell its reader that it is done.
            http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            await Results
                .Text($"{WordsOf(http).OneClickWrong(MailLinks.OneClick)}\n", statusCode: http.Response.StatusCode)
                .ExecuteAsync(http);
            return;
        }

        var choice = fields["List-Unsubscribe"].ToString() is "One-Click" ? MailLeaving.OneClick : ChoiceOf(fields["scope"].ToString());
        await TakeAsync(http, http.GetRouteValue("token") as string ?? "", choice);
        var writer = http.RequestServices.GetRequiredService<PageWriter>();
        var snapshot = http.RequestServices.GetRequiredService<Blog.Content.SnapshotStore>().Current;
        if (choice is MailLeaving.OneClick || snapshot is null)
        {
            http.Response.Headers.CacheControl = "no-store";
            await Results.Text($"{WordsOf(http).OneClickDone}\n").ExecuteAsync(http);
            return;
        }

        var request = new BlogRequest(http, snapshot, writer.Context(snapshot.Site), writer);
        var page = choice switch
        {
            MailLeaving.All => await ShowAsync(request, MailStanding.Left),
            MailLeaving.Kind => await ShowAsync(request, MailStanding.KindLeft),
            _ => await ChooseAsync(request),
        };
        await page.ExecuteAsync(http);
    }

    private static MailPageWords WordsOf(HttpContext http) => http.RequestServices.GetRequiredService<PageWriter>().Words.Mails;

    private static MailLeaving ChoiceOf(string scope) => scope switch
    {
        "all" => MailLeaving.All,
        "kind" => MailLeaving.Kind,
        "resume" => MailLeaving.Resume,
        _ => MailLeaving.Nothing,
    };

    private static Task TakeAsync(HttpContext http, string token, MailLeaving choice) => choice switch
    {
        MailLeaving.OneClick => InUnitAsync(http, (preferences, transaction, ended) =>
            preferences.LeaveAsync(transaction, token, onlyKind: false, "mail_one_click", ended)),
        MailLeaving.All or MailLeaving.Kind => InUnitAsync(http, (preferences, transaction, ended) =>
            preferences.LeaveAsync(transaction, token, choice is MailLeaving.Kind, "mail_page", ended)),
        MailLeaving.Resume => InUnitAsync(http, (preferences, transaction, ended) => preferences.ResumeAsync(transaction, token, ended)),
        _ => Task.CompletedTask,
    };

    private static async Task InUnitAsync(HttpContext http, Func<MailPreferences, Transaction, CancellationToken, Task<bool>> change)
    {
        // Whoever leaves at the same moment in another window, or comments, must not keep a person from leaving.
        var preferences = http.RequestServices.GetRequiredService<MailPreferences>();
        var left = await http.RequestServices.GetRequiredService<UnitOfWork>().RunPatientlyAsync<Left>(
            async (transaction, ended) =>
            {
                await change(preferences, transaction, ended);
                return new Left();
            },
            http.RequestAborted);
        if (left.Error is { } refusal)
        {
            throw new InvalidOperationException(refusal.Code);
        }
    }

    /// <summary>Both forms that RFC 8058 knows: a mail program is no page of ours, so where it comes from is not asked.</summary>
    private static async Task<IFormCollection?> ReadAsync(HttpContext http)
    {
        var type = http.Request.ContentType is { } text && MediaTypeHeaderValue.TryParse(text, out var parsed)
            ? parsed.MediaType.Value
            : null;
        if (type?.ToLowerInvariant() is not ("application/x-www-form-urlencoded" or "multipart/form-data"))
        {
            return null;
        }

        try
        {
            return await http.Request.ReadFormAsync(
                new FormOptions { BufferBodyLengthLimit = LargestForm, MultipartBodyLengthLimit = LargestForm },
                http.RequestAborted);
        }
        catch (Exception exception) when (exception is InvalidDataException or BadHttpRequestException or IOException)
        {
            return null;
        }
    }

    private static Task<IResult> ShowAsync(BlogRequest request, MailStanding standing, MailChoice? choice = null) =>
        request.PrivatePageAsync<MailPage>(
            standing is MailStanding.LinkOver ? StatusCodes.Status404NotFound : StatusCodes.Status200OK,
            (nameof(MailPage.Standing), standing),
            (nameof(MailPage.Choice), choice));

    private sealed record Left;
}

/// <summary>What somebody does through the link of a mail.</summary>
internal enum MailLeaving
{
    Nothing,
    OneClick,
    All,
    Kind,
    Resume,
}

/// <summary>What a page about mails has to say.</summary>
public enum MailStanding
{
    /// <summary>An address can be confirmed.</summary>
    AskToConfirm,

    /// <summary>It was.</summary>
    Confirmed,

    /// <summary>The link was used, is too old or never was one.</summary>
    LinkOver,

    /// <summary>Mails can be ended.</summary>
    AskToLeave,

    /// <summary>All of them were.</summary>
    Left,

    /// <summary>Those of one kind were.</summary>
    KindLeft,

    /// <summary>There are none to be ended.</summary>
    NothingComes,
}
