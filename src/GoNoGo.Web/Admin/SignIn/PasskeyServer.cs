using System.Globalization;
using System.Text.Json.Nodes;
using GoNoGo.Accounts.SignIn;
using GoNoGo.Platform.Results;
using Microsoft.AspNetCore.Identity;

namespace GoNoGo.Web.Admin.SignIn;

/// <summary>
/// The server's half of WebAuthn: makes challenges and checks what devices answer. ASP.NET Core Identity's handler does the checking;
/// the challenge waits in the database, for one answer.
/// </summary>
internal sealed partial class PasskeyServer(
    IPasskeyHandler<PasskeyOwner> handler, PasskeyCeremonies ceremonies, ILogger<PasskeyServer> logger)
{
    /// <summary>A challenge for a passkey that somebody has, whoever it is.</summary>
    /// <returns>For the browser: <c>{ceremony, options}</c>.</returns>
    public async Task<Result<JsonObject>> AskAsync(HttpContext http, CeremonyKind kind, string holder)
    {
        var made = await handler.MakeRequestOptionsAsync(user: null, http);
        return await BeginAsync(http, kind, holder, made.RequestOptionsJson, made.AssertionState ?? "");
    }

    /// <summary>A challenge for a new passkey of an account.</summary>
    /// <returns>For the browser: <c>{ceremony, options}</c>.</returns>
    public async Task<Result<JsonObject>> OfferAsync(HttpContext http, CeremonyKind kind, string holder, Guid accountId, string handle)
    {
        var id = accountId.ToString("D", CultureInfo.InvariantCulture);
        var entity = new PasskeyUserEntity { Id = id, Name = handle, DisplayName = handle };
        var made = await handler.MakeCreationOptionsAsync(entity, http);
        return await BeginAsync(http, kind, holder, made.CreationOptionsJson, made.AttestationState ?? "");
    }

    /// <summary>Checks the answer to <see cref="AskAsync"/>.</summary>
    public async Task<Result<PasskeyUse>> CheckUseAsync(HttpContext http, CeremonyKind kind, string holder, PasskeyAnswer answer)
    {
        var taken = await ceremonies.TakeAsync(answer.Ceremony, kind, holder, http.RequestAborted);
        if (!taken.Succeeded(out var state, out _))
        {
            return new PasskeyRefused();
        }

        var result = await handler.PerformAssertionAsync(new PasskeyAssertionContext
        {
            HttpContext = http,
            CredentialJson = answer.Credential,
            AssertionState = state,
        });
        if (!result.Succeeded)
        {
            Refused(result.Failure?.Message ?? "");
            return new PasskeyRefused();
        }

        return new PasskeyUse(
            Guid.Parse(result.User.Id, CultureInfo.InvariantCulture),
            result.Passkey.CredentialId,
            result.Passkey.SignCount,
            result.Passkey.IsBackedUp);
    }

    /// <summary>Checks the answer to <see cref="OfferAsync"/>.</summary>
    public async Task<Result<MadePasskey>> CheckNewAsync(HttpContext http, CeremonyKind kind, string holder, PasskeyAnswer answer)
    {
        var taken = await ceremonies.TakeAsync(answer.Ceremony, kind, holder, http.RequestAborted);
        if (!taken.Succeeded(out var state, out _))
        {
            return new PasskeyRefused();
        }

        var result = await handler.PerformAttestationAsync(new PasskeyAttestationContext
        {
            HttpContext = http,
            CredentialJson = answer.Credential,
            AttestationState = state,
        });
        if (!result.Succeeded)
        {
            Refused(result.Failure?.Message ?? "");
            return new PasskeyRefused();
        }

        var made = new NewPasskey(
            result.Passkey.CredentialId,
            result.Passkey.PublicKey,
            result.Passkey.SignCount,
            result.Passkey.Transports ?? [],
            result.Passkey.IsBackupEligible,
            result.Passkey.IsBackedUp,
            answer.Name);
        return new MadePasskey(Guid.Parse(result.UserEntity.Id, CultureInfo.InvariantCulture), result.UserEntity.Name, made);
    }

    private async Task<Result<JsonObject>> BeginAsync(HttpContext http, CeremonyKind kind, string holder, string options, string state)
    {
        var begun = await ceremonies.BeginAsync(kind, holder, state, http.RequestAborted);
        if (!begun.Succeeded(out var id, out var refusal))
        {
            return refusal;
        }

        return new JsonObject { ["ceremony"] = id, ["options"] = JsonNode.Parse(options) };
    }

    // The library's sentences name what did not fit, and nothing of what was sent.
    [LoggerMessage(1, LogLevel.Information, "A passkey was refused: {Reason}")]
    private partial void Refused(string reason);
}

/// <summary>What the browser sends back: the challenge's id, the device's answer as JSON, and a name for a new passkey.</summary>
internal sealed record PasskeyAnswer(string Ceremony, string Credential, string Name)
{
    public static PasskeyAnswer Of(Web.Pages.PostedForm form) => new(form.Text("ceremony"), form.Text("credential"), form.Text("name"));

    public override string ToString() => "[passkey]";
}

/// <summary>A new passkey with the account that it was made for.</summary>
internal sealed record MadePasskey(Guid AccountId, string Handle, NewPasskey Passkey);
