using System.Net.Mime;
using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Comments;
using GoNoGo.Gdpr.Access;
using GoNoGo.Gdpr.Consent;
using GoNoGo.Gdpr.Erasure;
using GoNoGo.Gdpr.Rights;
using GoNoGo.Integrations.Email;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Web.Api;
using GoNoGo.Web.Hosting;
using Microsoft.Extensions.Options;

namespace GoNoGo.Web.Pages;

/// <summary>A person's own data: seen, taken away, corrected, hidden, objected to, erased; mails ended. Each in one step, alone.</summary>
internal static class PrivacyDataEndpoint
{
    public static async Task<IResult> ShowAsync(BlogRequest request) => await PrivacyPerson.FindAsync(request) is { } person
        ? await ShowAsync(request, person, StatusCodes.Status200OK, notice: null)
        : await PrivacyEndpoints.GoneAsync(request);

    public static async Task<IResult> ActAsync(BlogRequest request)
    {
        var read = await PostedForm.ReadAsync(request.Http.Request, request.Aborted);
        if (!read.Succeeded(out var form, out var refusal))
        {
            return await request.RefusedAsync(refusal);
        }

        if (await PrivacyPerson.FindAsync(request) is not { } person)
        {
            return await PrivacyEndpoints.GoneAsync(request);
        }

        return form.Text("step") switch
        {
            "export" => await ExportAsync(request, person),
            "erase" => await ShowAsync(request, person, StatusCodes.Status200OK, notice: null, confirmErase: true),
            "erase-confirmed" => await EraseAsync(request, person),
            "end-mail" => await EndMailAsync(request, person, forbid: false),
            "forbid-mail" => await EndMailAsync(request, person, forbid: true),
            "allow-mail" => await AllowMailAsync(request, person),
            "restrict" => await AskAsync(request, person, form, PrivacyRequestKind.Restriction),
            "object" => await AskAsync(request, person, form, PrivacyRequestKind.Objection),
            "rectify" => await AskAsync(request, person, form, PrivacyRequestKind.Rectification),
            _ => await ShowAsync(request, person, StatusCodes.Status200OK, notice: null),
        };
    }

    private static async Task<IResult> ExportAsync(BlogRequest request, PrivacyPerson person)
    {
        var site = request.Context.Site;
        var facts = OperatorFacts.Of(site, request.Service<IOptions<MailOptions>>().Value);
        var gathered = await request.Service<PersonExport>()
            .GatherAsync(person.Reach, facts, site.Language, PersonExport.LargestTable, request.Aborted);
        if (!gathered.Succeeded(out var archive, out var refusal))
        {
            return await ShowAsync(request, person, Problems.For(refusal).StatusCode, request.Words.Errors.Of(refusal));
        }

        var zip = new MemoryStream();
        await archive.WriteAsync(zip, request.Aborted);
        zip.Position = 0;
        request.Http.Response.Headers.CacheControl = "no-store";
        return Results.Stream(zip, MediaTypeNames.Application.Zip, "my-data.zip");
    }

    private static async Task<IResult> EraseAsync(BlogRequest request, PrivacyPerson person)
    {
        var (kind, target) = person switch
        {
            { CommentId: { } comment } => (ErasureKind.Comment, comment),
            { Subject: { } subject } => (ErasureKind.Subject, subject.Value),
            _ => (ErasureKind.Subject, Guid.Empty),
        };
        if (target == Guid.Empty)
        {
            return await ShowAsync(request, person, StatusCodes.Status200OK, request.Words.Privacy.NothingHeld);
        }

        var erased = await request.Service<Erasures>().EraseAsync(kind, target, AuditActor.CommentAuthor, request.Aborted);
        return erased.Succeeded(out var outcome, out var refusal)
            ? await request.PrivatePageAsync<PrivacyErasedPage>(
                StatusCodes.Status200OK,
                (nameof(PrivacyErasedPage.IsWhole), outcome.IsWhole),
                (nameof(PrivacyErasedPage.Certificate), request.Service<ErasureCertificates>().Sign(outcome)))
            : await ShowAsync(request, person, Problems.For(refusal).StatusCode, request.Words.Errors.Of(refusal));
    }

    /// <summary>Withdraws the consent to mails, and forgets the address where no other comment of the person holds on to it.</summary>
    private static Task<IResult> EndMailAsync(BlogRequest request, PrivacyPerson person, bool forbid) => ChangeAsync(
        request,
        person,
        request.Words.Privacy.MailEnded,
        async (services, transaction, ended) =>
        {
            var consents = services.GetRequiredService<ConsentLedger>();
            if (person.Subject is { } subject && person.CommentId is null)
            {
                await consents.WithdrawAsync(transaction, subject, ConsentPurposes.NotifyByEmail, "privacy_page", ended);
                await services.GetRequiredService<MailboxVault>().RemoveAsync(subject, ended);
                await services.GetRequiredService<Erasures>().EnterMailEndAsync(transaction, subject, ended);
            }
            else if (person.CommentId is { } comment)
            {
                await consents.WithdrawAsync(transaction, comment, ConsentPurposes.NotifyByEmail, "privacy_page", ended);
            }

            if (forbid && person.Proved is { } proved)
            {
                await services.GetRequiredService<DoNotMailList>().ForbidAsync(transaction, proved.Tag, ended);
                transaction.Audit(new AuditAct(AuditActor.CommentAuthor, "do_not_mail.entered", "do_not_mail", "address"));
            }
        });

    private static Task<IResult> AllowMailAsync(BlogRequest request, PrivacyPerson person) => ChangeAsync(
        request,
        person,
        request.Words.Privacy.MailAllowed,
        async (services, transaction, ended) =>
        {
            if (person.Proved is { } proved)
            {
                await services.GetRequiredService<DoNotMailList>().AllowAsync(proved.Tag, ended);
                transaction.Audit(new AuditAct(AuditActor.CommentAuthor, "do_not_mail.taken_back", "do_not_mail", "address"));
            }
        });

    private static async Task<IResult> AskAsync(BlogRequest request, PrivacyPerson person, PostedForm form, PrivacyRequestKind kind)
    {
        if (person.Subject is not { } subject)
        {
            return await ShowAsync(request, person, StatusCodes.Status200OK, request.Words.Privacy.NothingHeld);
        }

        var proposal = kind is PrivacyRequestKind.Rectification
            ? new CorrectedText(form.Text("author_name") is { Length: > 0 } name ? name : null, form.Text("content"))
            : null;
        if (proposal is not null && request.Service<ISubjectComments>().Check(proposal) is { } wrong)
        {
            return await ShowAsync(request, person, StatusCodes.Status422UnprocessableEntity, request.Words.Errors.Of(wrong));
        }

        var site = request.Context.Site;
        var asked = new AskedRequest(subject, person.CommentId, kind, form.Text("text"), site.Language, site.TimeZone)
        {
            Proposal = proposal,
            Address = person.Proved?.Address,
        };
        var taken = await request.Service<PrivacyRequests>().TakeAsync(asked, request.Aborted);
        return taken.Error is { } refusal
            ? await ShowAsync(request, person, Problems.For(refusal).StatusCode, request.Words.Errors.Of(refusal))
            : await ShowAsync(request, person, StatusCodes.Status200OK, request.Words.Privacy.RequestTaken);
    }

    private static async Task<IResult> ChangeAsync(
        BlogRequest request,
        PrivacyPerson person,
        string notice,
        Func<IServiceProvider, Transaction, CancellationToken, Task> change)
    {
        var changed = await request.Service<UnitOfWork>().RunPatientlyAsync<string>(
            async (transaction, ended) =>
            {
                await change(request.Http.RequestServices, transaction, ended);
                return notice;
            },
            request.Aborted);
        return changed.Error is { } refusal
            ? await request.RefusedAsync(refusal)
            : await ShowAsync(request, person, StatusCodes.Status200OK, notice);
    }

    private static async Task<IResult> ShowAsync(
        BlogRequest request, PrivacyPerson person, int status, string? notice, bool confirmErase = false)
    {
        var site = request.Context.Site;
        var facts = OperatorFacts.Of(site, request.Service<IOptions<MailOptions>>().Value);
        var gathered = await request.Service<PersonExport>()
            .GatherAsync(person.Reach, facts, site.Language, PersonExport.LargestTable, request.Aborted);
        var model = new PrivacyDataModel
        {
            Action = request.Http.Request.Path,
            Notice = notice,
            ConfirmErase = confirmErase,
            IsPerson = person.Proved is not null,
            ForbidsMail = person.Proved is { } proved && await request.Service<DoNotMailList>().HoldsAsync(proved.Tag, request.Aborted),
            Archive = gathered.Value,
            Requests = person.Subject is { } subject
                ? await request.Service<PrivacyRequests>().OfAsync(subject, person.CommentId, request.Aborted)
                : [],
            Comment = person.CommentId is { } comment
                ? await request.Service<ISubjectComments>().TextAsync(comment, request.Aborted)
                : null,
            Refused = await request.Service<OwnComments>().AppealableAsync(person.Reach.Comments, request.Aborted),
        };
        return await request.PrivatePageAsync<PrivacyDataPage>(status, (nameof(PrivacyDataPage.Model), model));
    }
}
