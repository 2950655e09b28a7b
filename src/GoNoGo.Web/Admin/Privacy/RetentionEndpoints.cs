using System.Globalization;
using GoNoGo.Accounts.Users;
using GoNoGo.Gdpr.Retention;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Access;
using GoNoGo.Web.Admin.Frame;
using GoNoGo.Web.Admin.Pages;
using GoNoGo.Web.Api;

namespace GoNoGo.Web.Admin.Privacy;

/// <summary>What goes by itself and when, which comments are held from it, and the word of a person that the clock is right.</summary>
internal static class RetentionEndpoints
{
    public static void MapRetention(this RouteGroupBuilder admin)
    {
        admin.MapAdminPage("/retention/", Permission.ManagePrivacy, request => ShowAsync(request, refusal: null));
        admin.MapAdminForm("/retention/sweep/", Permission.ManagePrivacy, SweepAsync).AskAgain();
        admin.MapAdminForm("/retention/holds/", Permission.ManagePrivacy, HoldAsync).AskAgain();
        admin.MapAdminForm("/retention/holds/{id:guid}/end/", Permission.ManagePrivacy, ReleaseAsync).AskAgain();
    }

    /// <summary>Removes what is due now. Only who has seen that the clock has jumped, and says that it is right, sends that word.</summary>
    private static async Task<IResult> SweepAsync(AdminRequest request)
    {
        if (!(await request.FormAsync()).Succeeded(out var form, out var refusal))
        {
            return await request.RefusedAsync(refusal);
        }

        var swept = await request.Service<RetentionSweep>().RunAsync(
            request.Person.Actor, form.IsTicked("clock-is-right"), request.Aborted);
        return swept.Error is { } wrong ? await ShowAsync(request, wrong) : AdminRequest.Done(AdminPaths.Retention, "retention-swept");
    }

    private static async Task<IResult> HoldAsync(AdminRequest request)
    {
        if (!(await request.FormAsync()).Succeeded(out var form, out var refusal))
        {
            return await request.RefusedAsync(refusal);
        }

        var typed = new TypedHold(form.Text("comment").Trim(), form.Text("reason"), form.Text("until"));
        if (!Guid.TryParse(typed.Comment, out var comment)
            || !DateOnly.TryParseExact(typed.Until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return await ShowAsync(request, new HoldUnreadable(), typed);
        }

        var end = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var placed = await request.Service<LegalHolds>().PlaceAsync(
            new PlacedHold(comment, typed.Reason, end), request.Person.Identity, request.Aborted);
        return placed.Error is { } wrong
            ? await ShowAsync(request, wrong, typed)
            : AdminRequest.Done(AdminPaths.Retention, "hold-placed");
    }

    private static async Task<IResult> ReleaseAsync(AdminRequest request)
    {
        var released = await request.Service<LegalHolds>().ReleaseAsync(
            Guid.Parse(request.Route("id"), CultureInfo.InvariantCulture), request.Person.Identity, request.Aborted);
        return released.Error is { } wrong
            ? await request.RefusedAsync(wrong)
            : AdminRequest.Done(AdminPaths.Retention, "hold-ended");
    }

    private static async Task<IResult> ShowAsync(AdminRequest request, Error? refusal, TypedHold? typed = null)
    {
        await request.EnterAccessAsync("legal_holds");
        var now = request.Service<TimeProvider>().GetUtcNow();
        return await request.PageAsync<RetentionPage>(
            refusal is null ? StatusCodes.Status200OK : Problems.For(refusal).StatusCode,
            request.Words.NavRetention,
            (nameof(RetentionPage.Forecasts), await request.Service<RetentionPlan>().ForecastAsync(now, request.Aborted)),
            (nameof(RetentionPage.Jump), await request.Service<RetentionGuard>().FindJumpAsync(request.Aborted)),
            (nameof(RetentionPage.Holds), await request.Service<LegalHolds>().ListAsync(request.Aborted)),
            (nameof(RetentionPage.Typed), typed ?? new TypedHold("", "", "")),
            (nameof(RetentionPage.Message), refusal?.Message));
    }
}

/// <summary>What was typed to hold a comment; kept when it is refused. Its text form is redacted.</summary>
/// <param name="Comment">The comment's id.</param>
/// <param name="Reason">Why. May be personal.</param>
/// <param name="Until">The day of its end.</param>
public sealed record TypedHold(string Comment, string Reason, string Until)
{
    /// <summary>A fixed mark in place of what was typed.</summary>
    /// <returns><c>[hold]</c></returns>
    public override string ToString() => "[hold]";
}

/// <summary>A hold names a comment by its id and the day of its end.</summary>
internal sealed record HoldUnreadable()
    : InvalidField("comment", "hold_unreadable", "Give the id of the comment, as its page shows it, and a day such as 2027-03-31.");
