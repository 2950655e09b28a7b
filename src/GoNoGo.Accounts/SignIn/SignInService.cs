using GoNoGo.Accounts.Sessions;
using GoNoGo.Accounts.Users;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Accounts.SignIn;

/// <summary>
/// Lets people of the staff in: by a passkey, or by password and code in one step, so that no step can be left out and a wrong password
/// cannot be told from a wrong code. Every outcome is audited.
/// </summary>
/// <param name="data">The context that units of work share.</param>
/// <param name="unitOfWork">Commits a session with its entry in the audit trail.</param>
/// <param name="totp">Checks one-time codes.</param>
/// <param name="sessions">Where sessions begin.</param>
/// <param name="gate">Counts tries.</param>
public sealed class SignInService(
    DataContext data, UnitOfWork unitOfWork, TotpSecrets totp, SessionStore sessions, SignInGate gate)
{
    /// <summary>Signs somebody in by password and code.</summary>
    /// <param name="attempt">What was typed.</param>
    /// <param name="visit">Where from.</param>
    /// <param name="previous">The secret id of a session of the same browser, which ends; null for none.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>A session; or <see cref="SignInRefused"/> or <see cref="TooManyTries"/>, after the same work for any name.</returns>
    public async Task<Result<StartedSession>> ByPasswordAsync(
        PasswordAttempt attempt, Visit visit, string? previous, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        ArgumentNullException.ThrowIfNull(visit);
        var checkedAttempt = await CheckAsync(attempt, visit, cancellationToken);
        return checkedAttempt.Succeeded(out var proof, out var refusal)
            ? await BeginAsync(proof, visit, previous, cancellationToken)
            : refusal;
    }

    /// <summary>Signs somebody in whose passkey was checked.</summary>
    /// <param name="use">What the device answered.</param>
    /// <param name="visit">Where from.</param>
    /// <param name="previous">The secret id of a session of the same browser, which ends; null for none.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>A session.</returns>
    public Task<Result<StartedSession>> ByPasskeyAsync(PasskeyUse use, Visit visit, string? previous, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(use);
        ArgumentNullException.ThrowIfNull(visit);
        return BeginAsync(ProofOf(use), visit, previous, cancellationToken);
    }

    /// <summary>Takes a password and code of who is signed in as proof that it is still them.</summary>
    /// <param name="person">Who is signed in.</param>
    /// <param name="attempt">What was typed; the name is theirs, whatever it says.</param>
    /// <param name="visit">Where from.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>The same session under a new secret id; or why not.</returns>
    public async Task<Result<StartedSession>> ConfirmByPasswordAsync(
        SignedInPerson person, PasswordAttempt attempt, Visit visit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(attempt);
        ArgumentNullException.ThrowIfNull(visit);
        var checkedAttempt = await CheckAsync(attempt with { Handle = person.Handle }, visit, cancellationToken);
        return checkedAttempt.Succeeded(out var proof, out var refusal)
            ? await ConfirmAsync(person, proof, visit, cancellationToken)
            : refusal;
    }

    /// <summary>Takes a passkey of who is signed in as proof that it is still them.</summary>
    /// <param name="person">Who is signed in.</param>
    /// <param name="use">What the device answered; another person's passkey is refused.</param>
    /// <param name="visit">Where from.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>The same session under a new secret id; or <see cref="PasskeyRefused"/>.</returns>
    public async Task<Result<StartedSession>> ConfirmByPasskeyAsync(
        SignedInPerson person, PasskeyUse use, Visit visit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(use);
        return use.AccountId == person.AccountId
            ? await ConfirmAsync(person, ProofOf(use), visit, cancellationToken)
            : new PasskeyRefused();
    }

    /// <summary>Ends the session of who is signed in; its cookie is worth nothing from now on.</summary>
    /// <param name="person">Who.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>Nothing more to say.</returns>
    public Task<Result<SessionsEnded>> SignOutAsync(SignedInPerson person, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(person);
        return unitOfWork.RunAsync<SessionsEnded>(
            async (transaction, ended) =>
            {
                await sessions.EndAsync(person.SessionId, person.AccountId, ended);
                transaction.Audit(person.Act("staff.signed_out", "session", person.SessionId.ToString("D")));
                return new SessionsEnded(1);
            },
            cancellationToken);
    }

    private async Task<Result<Proof>> CheckAsync(PasswordAttempt attempt, Visit visit, CancellationToken cancellationToken)
    {
        var handle = Handle.TryParse(attempt.Handle) ?? "";
        var account = await data.Set<StaffAccount>().AsNoTracking().SingleOrDefaultAsync(one => one.Handle == handle, cancellationToken);
        if (!await gate.EnterAsync(handle, account?.Id, visit.Network, cancellationToken))
        {
            return new TooManyTries();
        }

        var accountId = account?.Id ?? Guid.Empty;
        var recoveryHash = RecoveryCodes.HashOf(attempt.Code);
        var isRecoveryCode = await data.Set<RecoveryCode>()
            .AnyAsync(code => code.AccountId == accountId && code.Hash == recoveryHash, cancellationToken);
        var isPassword = PasswordHash.IsOf(attempt.Password, account?.PasswordHash);
        var step = totp.StepOf(account, attempt.Code);
        if (account is not null && isPassword && (isRecoveryCode || step is not null))
        {
            return new Proof(account.Id, step is null ? SignInMethod.PasswordAndRecoveryCode : SignInMethod.PasswordAndCode)
            {
                TotpStep = step,
                RecoveryHash = step is null ? recoveryHash : null,
            };
        }

        await EnterRefusalAsync(account, cancellationToken);
        return new SignInRefused();
    }

    private async Task EnterRefusalAsync(StaffAccount? account, CancellationToken cancellationToken)
    {
        var details = account is null ? null : new Dictionary<string, string> { ["account"] = account.Id.ToString("D") };
        await unitOfWork.RunAsync<SessionsEnded>(
            (transaction, _) =>
            {
                var attempt = Guid.CreateVersion7(transaction.StartedAt).ToString("D");
                transaction.Audit(new AuditAct(AuditActor.Visitor, "staff.sign_in_refused", "sign_in", attempt, details)
                {
                    Outcome = "refused",
                });
                return Task.FromResult<Result<SessionsEnded>>(new SessionsEnded(0));
            },
            cancellationToken);
    }

    private Task<Result<StartedSession>> BeginAsync(Proof proof, Visit visit, string? previous, CancellationToken cancellationToken) =>
        unitOfWork.RunAsync<StartedSession>(
            async (transaction, ended) =>
            {
                if (await UseAsync(transaction, proof, ended) is not { } account)
                {
                    return new SignInRefused();
                }

                await sessions.EndBySecretAsync(previous, ended);
                var secretId = sessions.Begin(transaction, account.Id, proof.Method, visit);
                transaction.Audit(EntryOf(account, "staff.signed_in", proof.Method));
                return new StartedSession(secretId);
            },
            cancellationToken);

    private Task<Result<StartedSession>> ConfirmAsync(
        SignedInPerson person, Proof proof, Visit visit, CancellationToken cancellationToken) => unitOfWork.RunAsync<StartedSession>(
            async (transaction, ended) =>
            {
                if (await UseAsync(transaction, proof, ended) is not { } account
                    || await sessions.RenewAsync(transaction, person, visit, isConfirmed: true, ended) is not { } secretId)
                {
                    return new SignInRefused();
                }

                transaction.Audit(EntryOf(account, "staff.confirmed", proof.Method));
                return new StartedSession(secretId);
            },
            cancellationToken);

    /// <summary>Uses a proof up: the code, the recovery code, the count of the passkey. Two uses at once conflict.</summary>
    private async Task<StaffAccount?> UseAsync(Transaction transaction, Proof proof, CancellationToken cancellationToken)
    {
        var account = await data.LoadWholeAsync(one => one.Id == proof.AccountId, cancellationToken);
        if (account is null || (proof.TotpStep is { } step && step <= account.LastTotpStep))
        {
            return null;
        }

        account.LastTotpStep = proof.TotpStep ?? account.LastTotpStep;
        if (proof.RecoveryHash is { } hash && account.RecoveryCodes.RemoveAll(code => code.Hash.AsSpan().SequenceEqual(hash)) != 1)
        {
            return null;
        }

        if (proof.Passkey is { } use)
        {
            if (account.Passkeys.Find(passkey => passkey.CredentialId.AsSpan().SequenceEqual(use.CredentialId)) is not { } passkey)
            {
                return null;
            }

            (passkey.SignCount, passkey.IsBackedUp, passkey.LastUsedAt) = (use.SignCount, use.IsBackedUp, transaction.StartedAt);
        }

        await gate.ForgetAsync(account.Handle, cancellationToken);
        return account;
    }

    private static AuditAct EntryOf(StaffAccount account, string action, SignInMethod method) => new(
        AuditActor.Staff, action, "staff_account", account.Id.ToString("D"), new Dictionary<string, string>
        {
            ["actor_tag"] = account.Id.ToString("D"),
            ["method"] = method.ToString(),
        });

    private static Proof ProofOf(PasskeyUse use) => new(use.AccountId, SignInMethod.Passkey) { Passkey = use };

    /// <summary>What somebody has shown.</summary>
    private sealed record Proof(Guid AccountId, SignInMethod Method)
    {
        public long? TotpStep { get; init; }

        public byte[]? RecoveryHash { get; init; }

        public PasskeyUse? Passkey { get; init; }
    }
}

/// <summary>What somebody typed to sign in. Secret: its text form is redacted.</summary>
/// <param name="Handle">Their name. Personal.</param>
/// <param name="Password">Their password. Secret.</param>
/// <param name="Code">A one-time code or a recovery code. Secret.</param>
public sealed record PasswordAttempt(string Handle, string Password, string Code)
{
    /// <summary>A fixed mark in place of the attempt.</summary>
    /// <returns><c>[attempt]</c></returns>
    public override string ToString() => "[attempt]";
}

/// <summary>A session that has begun, or begun anew. Secret: its text form is redacted.</summary>
/// <param name="SecretId">For the cookie and nothing else. Secret.</param>
public sealed record StartedSession(string SecretId)
{
    /// <summary>Recovery codes that were made with it, to be shown once; null for none. Secret.</summary>
    public IReadOnlyList<string>? RecoveryCodes { get; init; }

    /// <summary>A fixed mark in place of the session.</summary>
    /// <returns><c>[session]</c></returns>
    public override string ToString() => "[session]";
}

/// <summary>Sessions are over.</summary>
/// <param name="Count">How many.</param>
public sealed record SessionsEnded(int Count);
