using System.Globalization;
using GoNoGo.Accounts.Users;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Accounts.Sessions;

/// <summary>Somebody of the staff whose session or API token was found. Personal: its text form is redacted.</summary>
/// <param name="AccountId">Theirs. A pseudonym.</param>
/// <param name="Handle">Their name.</param>
/// <param name="Roles">What they are there for, as it is now.</param>
/// <param name="SessionId">The id of the session, not the secret one; of the token where a program comes with one.</param>
/// <param name="MustConfirm">
/// Whether they have to show who they are once more before what is dangerous: they last did long ago, or the network has changed since.
/// </param>
public sealed record SignedInPerson(Guid AccountId, string Handle, StaffRoles Roles, Guid SessionId, bool MustConfirm)
{
    /// <summary>What a token carries, where a program comes with one; null for a person with a session.</summary>
    public IReadOnlyList<Permission>? TokenScope { get; init; }

    /// <summary>Whether a program comes in their name: it shows no page, and no other site can make it send something.</summary>
    public bool IsProgram => TokenScope is not null;

    /// <summary>What they may see of others.</summary>
    public Viewer Viewer =>
        Viewer.SignedIn(new SubjectId(AccountId), May(Permission.ModerateComments), May(Permission.ManageContent));

    /// <summary>The class of actor that the audit trail names.</summary>
    public AuditActor Actor => May(Permission.ModerateComments) ? AuditActor.Moderator : AuditActor.Staff;

    /// <summary>Who they are, for the details of an audit entry, where it can be erased. A pseudonym.</summary>
    public string AuditTag => AccountId.ToString("D", CultureInfo.InvariantCulture);

    /// <summary>Who they are, for what enters it in the audit trail.</summary>
    public AuditIdentity Identity => new(Actor, AuditTag);

    /// <summary>Whether one of their roles has a permission, and the token too where a program comes with one.</summary>
    /// <param name="permission">Which.</param>
    /// <returns>As their account has it now.</returns>
    public bool May(Permission permission) => Roles.Allow(permission) && TokenScope?.Contains(permission) is not false;

    /// <summary>An entry of theirs for the audit trail, which names them in its erasable details.</summary>
    /// <param name="action">What was done, past tense in dotted snake_case.</param>
    /// <param name="resourceType">What it was done to.</param>
    /// <param name="resourceId">Which of them. Not personal.</param>
    /// <param name="details">Further details.</param>
    /// <returns>An act to hand to a transaction.</returns>
    public AuditAct Act(string action, string resourceType, string resourceId, IReadOnlyDictionary<string, string>? details = null)
    {
        var all = new Dictionary<string, string>(details ?? new Dictionary<string, string>(), StringComparer.Ordinal)
        {
            ["actor_tag"] = AuditTag,
        };
        if (IsProgram)
        {
            all["api_token"] = SessionId.ToString("D", CultureInfo.InvariantCulture);
        }

        return new AuditAct(Actor, action, resourceType, resourceId, all);
    }

    /// <summary>A fixed mark in place of the person.</summary>
    /// <returns><c>[staff]</c></returns>
    public override string ToString() => "[staff]";
}
