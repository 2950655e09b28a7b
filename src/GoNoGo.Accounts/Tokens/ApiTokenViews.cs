using GoNoGo.Accounts.Users;
using GoNoGo.Platform.Results;

namespace GoNoGo.Accounts.Tokens;

/// <summary>A token that somebody asks for.</summary>
/// <param name="Name">What they call it. Personal.</param>
/// <param name="Permissions">What it may, at most what they may themselves.</param>
/// <param name="Days">How long it is good: one of <see cref="DayChoices"/>.</param>
public sealed record NewApiToken(string Name, IReadOnlyCollection<Permission> Permissions, int Days)
{
    /// <summary>How long a name may be.</summary>
    public const int LongestName = 60;

    /// <summary>For how many days a token may be good. There is none for ever.</summary>
    public static IReadOnlyList<int> DayChoices { get; } = [7, 30, 90, 365];
}

/// <summary>A token that was made. Secret: its text form is redacted.</summary>
/// <param name="Handle">Whose. Personal.</param>
/// <param name="Text">All of it, to be shown once. Secret.</param>
/// <param name="View">What stays visible.</param>
public sealed record MadeApiToken(string Handle, string Text, ApiTokenView View)
{
    /// <summary>A fixed mark in place of the token.</summary>
    /// <returns><c>[token]</c></returns>
    public override string ToString() => "[token]";
}

/// <summary>A token as its owner and administrators see it.</summary>
/// <param name="Id">Under which it is revoked.</param>
/// <param name="Handle">Whose. Personal.</param>
/// <param name="Name">What its owner calls it. Personal.</param>
/// <param name="Beginning">How its text begins, to know it again.</param>
/// <param name="Permissions">What it may, in the order of the enumeration.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
/// <param name="ExpiresAt">When it ends, UTC.</param>
/// <param name="LastUsedOn">The day it was last used, UTC; null for never.</param>
public sealed record ApiTokenView(
    Guid Id,
    string Handle,
    string Name,
    string Beginning,
    IReadOnlyList<Permission> Permissions,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    DateOnly? LastUsedOn);

/// <summary>A token is worth nothing any more.</summary>
/// <param name="Handle">Whose it was. Personal.</param>
public sealed record ApiTokenRevoked(string Handle);

/// <summary>A token needs a name by which its owner knows it.</summary>
public sealed record TokenNameInvalid()
    : InvalidField("name", "token_name_invalid", "Give the token a name of 1 to 60 characters, such as what it is for.");

/// <summary>A token has to carry a permission, and none that its owner lacks.</summary>
public sealed record TokenPermissionsInvalid()
    : InvalidField("permissions", "token_permissions_invalid", "Choose at least one permission, and only such as your roles include.");

/// <summary>A token ends, on one of the days that are offered.</summary>
public sealed record TokenPeriodInvalid()
    : InvalidField("days", "token_period_invalid", "Choose 7, 30, 90 or 365 days.");

/// <summary>Somebody has as many tokens as anybody may have.</summary>
public sealed record TooManyTokens() : Conflict("too_many_tokens", "There are 20 tokens already. Revoke one that nobody uses.");

/// <summary>There is no such token, or it is another person's.</summary>
public sealed record TokenNotFound() : NotFound("token_not_found", "There is no such token any more. See: gonogo user token list.");
