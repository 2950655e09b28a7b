using System.Security.Cryptography;
using System.Text;
using GoNoGo.Accounts.Users;

namespace GoNoGo.Accounts.SignIn;

/// <summary>Makes and reads recovery codes: 118 random bits each, as 24 letters and digits that nobody takes for each other.</summary>
internal static class RecoveryCodes
{
    public const int Count = 10;

    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int Length = 24;
    private const int Group = 4;

    /// <summary>Gives an account new codes in place of those it had; what is returned is shown once.</summary>
    public static string[] RenewIn(StaffAccount account)
    {
        string[] codes = [.. Enumerable.Range(0, Count).Select(_ => RandomNumberGenerator.GetString(Alphabet, Length))];
        account.RecoveryCodes.Clear();
        account.RecoveryCodes.AddRange(codes.Select(code => new RecoveryCode { AccountId = account.Id, Hash = HashOf(code) }));
        return [.. codes.Select(Show)];
    }

    /// <summary>The hash of a code as typed: case, hyphens and spaces do not count.</summary>
    public static byte[] HashOf(string code) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(code.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit))));

    private static string Show(string code) => string.Join('-', code.Chunk(Group).Select(letters => new string(letters)));
}
