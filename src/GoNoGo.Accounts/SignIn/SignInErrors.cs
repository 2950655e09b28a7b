using GoNoGo.Platform.Results;

namespace GoNoGo.Accounts.SignIn;

/// <summary>Nobody is signed in by this: which part is wrong, and whether there is such an account, is not said.</summary>
public sealed record SignInRefused()
    : Forbidden(
        "sign_in_refused", "Name, password and code do not belong together, or the code was used before. Try again with the next code.");

/// <summary>Too many tries for this name or from this network.</summary>
public sealed record TooManyTries()
    : Forbidden("too_many_tries", "There were too many tries. Wait 15 minutes, or sign in with a passkey.");

/// <summary>A name cannot be one.</summary>
public sealed record HandleInvalid()
    : InvalidField("handle", "handle_invalid", "Choose a name of 2 to 32 letters a-z, digits, dots and hyphens, beginning with a letter.");

/// <summary>Somebody has this name.</summary>
public sealed record HandleTaken() : InvalidField("handle", "handle_taken", "Somebody has this name. Choose another one.");

/// <summary>A one-time code is not that of the secret that was offered.</summary>
public sealed record CodeWrong()
    : InvalidField("code", "code_wrong", "The code does not fit. Add the secret to your app and type the code that it shows now.");

/// <summary>There is no such person.</summary>
public sealed record PersonNotFound() : NotFound("person_not_found", "There is nobody of this name. See: gonogo user list.");

/// <summary>There is no such session, or it is another's.</summary>
public sealed record SessionNotFound() : NotFound("session_not_found", "There is no such session any more. Load the page again.");

/// <summary>Nobody would be left who may add people.</summary>
public sealed record LastAdministrator()
    : Conflict("last_administrator", "This is the only administrator. Make somebody else one first.");

/// <summary>Nobody could sign in to the account any more.</summary>
public sealed record LastWayIn()
    : Conflict("last_way_in", "This is the only way to sign in to your account. Add a passkey or a password first.");

/// <summary>A person has to have a role.</summary>
public sealed record RoleMissing() : InvalidField("roles", "role_missing", "Choose at least one role.");
