using System.Collections.Frozen;
using System.Text.Json;

namespace GoNoGo.Accounts.Users;

/// <summary>The names of permissions where they are written down: in tokens, in forms and on the command line.</summary>
public static class PermissionNames
{
    private static readonly FrozenDictionary<string, Permission> ByName =
        Enum.GetValues<Permission>().ToFrozenDictionary(NameOf, StringComparer.Ordinal);

    /// <summary>A permission's name.</summary>
    /// <param name="permission">Which.</param>
    /// <returns>Such as <c>moderate_comments</c>.</returns>
    public static string NameOf(Permission permission) => JsonNamingPolicy.SnakeCaseLower.ConvertName(permission.ToString());

    /// <summary>The permissions of names.</summary>
    /// <param name="names">As <see cref="NameOf"/> writes them; others are passed over.</param>
    /// <returns>Each once, in the order of the enumeration.</returns>
    public static IReadOnlyList<Permission> Parse(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return [.. names.Where(ByName.ContainsKey).Select(name => ByName[name]).Distinct().Order()];
    }
}
