using System.Globalization;
using GoNoGo.Accounts.Sessions;
using GoNoGo.Accounts.Users;

namespace GoNoGo.Web.Admin.Frame;

/// <summary>Words of the admin that code needs; the others stand in the components.</summary>
public static class AdminWords
{
    internal static string Role(string name) => name.Replace('_', ' ');

    internal static string Method(SignInMethod method) => method switch
    {
        SignInMethod.Passkey => "passkey",
        SignInMethod.PasswordAndCode => "password and code",
        SignInMethod.PasswordAndRecoveryCode => "password and recovery code",
        _ => "link",
    };

    internal static string PermissionWords(Permission permission) => PermissionNames.NameOf(permission).Replace('_', ' ');

    internal static string Count(long count, string one, string several) => count == 1 ? $"1 {one}" : $"{Number(count)} {several}";

    internal static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    internal static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
