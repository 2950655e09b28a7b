using System.Collections.Frozen;

namespace GoNoGo.Accounts.Users;

/// <summary>Which role may what: the one table.</summary>
public static class RolePermissions
{
    private static readonly FrozenDictionary<StaffRoles, Permission[]> Table = new Dictionary<StaffRoles, Permission[]>
    {
        [StaffRoles.Author] = [Permission.UseAdmin, Permission.ManageContent],
        [StaffRoles.Moderator] = [Permission.UseAdmin, Permission.ModerateComments],
        [StaffRoles.PrivacyOfficer] = [Permission.UseAdmin, Permission.ManagePrivacy, Permission.ReadAudit],
        [StaffRoles.Administrator] = Enum.GetValues<Permission>(),
    }.ToFrozenDictionary();

    /// <summary>The four roles, in the order in which they are shown.</summary>
    public static IReadOnlyList<StaffRoles> Roles { get; } =
        [StaffRoles.Author, StaffRoles.Moderator, StaffRoles.PrivacyOfficer, StaffRoles.Administrator];

    /// <summary>Whether one of a person's roles has a permission.</summary>
    /// <param name="roles">Theirs.</param>
    /// <param name="permission">What is asked for.</param>
    /// <returns>False for nobody's roles.</returns>
    public static bool Allow(this StaffRoles roles, Permission permission) =>
        Roles.Any(role => roles.HasFlag(role) && Table[role].Contains(permission));

    /// <summary>A role's name on the wire and in the command line.</summary>
    /// <param name="role">One role.</param>
    /// <returns>Such as <c>privacy_officer</c>.</returns>
    public static string NameOf(StaffRoles role) => role switch
    {
        StaffRoles.Author => "author",
        StaffRoles.Moderator => "moderator",
        StaffRoles.PrivacyOfficer => "privacy_officer",
        StaffRoles.Administrator => "administrator",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    /// <summary>The names of a person's roles.</summary>
    /// <param name="roles">Theirs.</param>
    /// <returns>In the order of <see cref="Roles"/>.</returns>
    public static IReadOnlyList<string> NamesOf(StaffRoles roles) => [.. Roles.Where(role => roles.HasFlag(role)).Select(NameOf)];

    /// <summary>The roles of names.</summary>
    /// <param name="names">As <see cref="NameOf"/> writes them; others are passed over.</param>
    /// <returns>All together.</returns>
    public static StaffRoles Parse(IEnumerable<string> names) =>
        Roles.Where(role => names.Contains(NameOf(role), StringComparer.Ordinal)).Aggregate(StaffRoles.None, (all, role) => all | role);
}
