using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Accounts.Sessions;
using GoNoGo.Accounts.SignIn;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Accounts.Commenters;

/// <summary>What a signed-in commenter sees and chooses of their own. What changes something is audited.</summary>
/// <param name="data">The context that units of work share.</param>
/// <param name="unitOfWork">Commits each act with its entry in the audit trail.</param>
/// <param name="sessions">Where sessions are.</param>
/// <param name="vault">Where addresses are.</param>
/// <param name="preferences">What they chose about mails.</param>
public sealed class CommenterAccount(
    DataContext data, UnitOfWork unitOfWork, SessionStore sessions, MailboxVault vault, MailPreferences preferences)
{
    /// <summary>The kind of mail about an answer, its name on the wire.</summary>
    public const string Answers = "reply";

    /// <summary>How long a name may be, in characters.</summary>
    public const int LongestName = 100;

    // A person chooses about decisions, whichever they are.
    private static readonly string[] Decisions = ["comment_approved", "comment_rejected"];

    /// <summary>What a commenter has chosen, and where they are signed in.</summary>
    /// <param name="commenter">Who.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    /// <returns>Without the address.</returns>
    public async Task<CommenterView> ShowAsync(SignedInCommenter commenter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commenter);
        var subject = commenter.Subject;
        var profile = await data.Set<CommenterProfile>().AsNoTracking()
            .SingleOrDefaultAsync(one => one.SubjectId == subject.Value, cancellationToken);
        var mailbox = await vault.FindAsync(subject, cancellationToken);
        return new CommenterView(
            mailbox switch
            {
                null => AddressStanding.Missing,
                { UnconfirmedUntil: null } => AddressStanding.Confirmed,
                _ => AddressStanding.Waiting,
            },
            new CommenterChoice(
                profile?.DisplayName,
                profile?.Language,
                await preferences.IsWantedAsync(subject.Value, Answers, cancellationToken),
                await preferences.IsWantedAsync(subject.Value, Decisions[0], cancellationToken)),
            await sessions.ListOfCommenterAsync(subject, cancellationToken));
    }

    /// <summary>The name that a commenter chose for comments without one.</summary>
    /// <param name="subject">Who.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Null where they chose none. Personal.</returns>
    public Task<string?> NameAsync(SubjectId subject, CancellationToken cancellationToken) =>
        data.Set<CommenterProfile>().Where(profile => profile.SubjectId == subject.Value)
            .Select(profile => profile.DisplayName).SingleOrDefaultAsync(cancellationToken);

    /// <summary>The language that a commenter chose for mails.</summary>
    /// <param name="subject">Who.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>A BCP 47 tag; null where they chose none.</returns>
    public Task<string?> LanguageAsync(SubjectId subject, CancellationToken cancellationToken) =>
        data.Set<CommenterProfile>().Where(profile => profile.SubjectId == subject.Value)
            .Select(profile => profile.Language).SingleOrDefaultAsync(cancellationToken);

    /// <summary>Keeps what a commenter chooses.</summary>
    /// <param name="commenter">Who.</param>
    /// <param name="choice">All of it. Personal.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>What is kept; or <see cref="DisplayNameInvalid"/>.</returns>
    public async Task<Result<CommenterChoice>> ChooseAsync(
        SignedInCommenter commenter, CommenterChoice choice, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commenter);
        ArgumentNullException.ThrowIfNull(choice);
        var name = choice.DisplayName?.Trim() is { Length: > 0 } given ? given : null;
        if (name is not null && (name.Length > LongestName || name.Any(char.IsControl)))
        {
            return new DisplayNameInvalid();
        }

        var kept = choice with { DisplayName = name };
        return await unitOfWork.RunAsync<CommenterChoice>(
            async (transaction, ended) =>
            {
                await KeepAsync(commenter.Subject, kept, ended);
                if (await vault.FindAsync(commenter.Subject, ended) is not null)
                {
                    await preferences.ChooseAsync(transaction, commenter.Subject.Value, Answers, kept.WantsAnswers, ended);
                    foreach (var kind in Decisions)
                    {
                        await preferences.ChooseAsync(transaction, commenter.Subject.Value, kind, kept.WantsDecisions, ended);
                    }
                }

                transaction.Audit(Act(commenter, "commenter.chose", "commenter", "own"));
                return kept;
            },
            cancellationToken);
    }

    /// <summary>Ends a session of one's own; the one that asks, too.</summary>
    /// <param name="commenter">Who.</param>
    /// <param name="sessionId">Which.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>That one ended; or <see cref="SessionNotFound"/> where it was over or another's, and nothing is entered.</returns>
    public Task<Result<SessionsEnded>> EndSessionAsync(
        SignedInCommenter commenter, Guid sessionId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commenter);
        return unitOfWork.RunAsync<SessionsEnded>(
            async (transaction, ended) =>
            {
                if (await sessions.EndAsync(sessionId, commenter.Subject.Value, ended) is null)
                {
                    return new SessionNotFound();
                }

                transaction.Audit(Act(commenter, "commenter.session_ended", "session", sessionId.ToString("D")));
                return new SessionsEnded(1);
            },
            cancellationToken);
    }

    /// <summary>Forgets what a commenter chose and ends their sessions, as part of the caller's unit of work.</summary>
    /// <param name="subject">Whose.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    /// <returns>When it is part of the unit.</returns>
    public async Task ForgetAsync(SubjectId subject, CancellationToken cancellationToken)
    {
        data.RemoveRange(await data.Set<CommenterProfile>().Where(one => one.SubjectId == subject.Value).ToListAsync(cancellationToken));
        await sessions.EndAllAsync(subject.Value, exceptId: null, cancellationToken);
    }

    private static AuditAct Act(SignedInCommenter commenter, string action, string type, string id) => new(
        AuditActor.CommentAuthor,
        action,
        type,
        id,
        new Dictionary<string, string> { ["subject"] = commenter.Subject.Value.ToString("D") })
    {
        Subject = commenter.Subject,
    };

    private async Task KeepAsync(SubjectId subject, CommenterChoice choice, CancellationToken cancellationToken)
    {
        if (await data.Set<CommenterProfile>().SingleOrDefaultAsync(one => one.SubjectId == subject.Value, cancellationToken)
            is not { } profile)
        {
            profile = new CommenterProfile { SubjectId = subject.Value };
            data.Add(profile);
        }

        (profile.DisplayName, profile.Language) = (choice.DisplayName, choice.Language);
    }
}

/// <summary>What a commenter sees of their own account. Personal.</summary>
/// <param name="Standing">How it stands with the address for mails.</param>
/// <param name="Choice">What they chose.</param>
/// <param name="Sessions">Where they are signed in, those used last first.</param>
public sealed record CommenterView(AddressStanding Standing, CommenterChoice Choice, IReadOnlyList<SessionView> Sessions);

/// <summary>What a commenter chose. Personal.</summary>
/// <param name="DisplayName">The name that a comment bears where none is typed with it; null for none.</param>
/// <param name="Language">The language of mails, a BCP 47 tag; null for that of the post.</param>
/// <param name="WantsAnswers">Whether answers are mailed, where they ticked the box for mail.</param>
/// <param name="WantsDecisions">Whether decisions are, under the same condition.</param>
public sealed record CommenterChoice(string? DisplayName, string? Language, bool WantsAnswers, bool WantsDecisions);

/// <summary>A name cannot be one.</summary>
public sealed record DisplayNameInvalid()
    : InvalidField("display_name", "display_name_invalid", "Choose a name of at most 100 characters, without line breaks.");
