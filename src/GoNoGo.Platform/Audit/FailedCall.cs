namespace GoNoGo.Platform.Audit;

/// <summary>
/// A call between modules, to the outside or from it, that failed. It is entered with the next commit
/// (<see cref="AuditBacklog.Add(FailedCall)"/>); what the error said is not.
/// </summary>
/// <param name="Source">Who called, such as <c>blog</c>.</param>
/// <param name="Target">Who was called, such as <c>git</c>.</param>
/// <param name="Operation">What for, such as <c>fetch</c>.</param>
/// <param name="ErrorType">The exception's type or the refusal's code.</param>
/// <param name="UserTag">The tag of the signed-in person for whom it was; null for anybody else. Personal.</param>
public sealed record FailedCall(string Source, string Target, string Operation, string ErrorType, string? UserTag = null)
{
    /// <summary>What failed, without for whom.</summary>
    /// <returns>Such as <c>blog -> git: fetch</c>.</returns>
    public override string ToString() => $"{Source} -> {Target}: {Operation}";

    internal AuditAct ToAct()
    {
        var details = new Dictionary<string, string>(StringComparer.Ordinal) { ["error_type"] = ErrorType };
        if (UserTag is not null)
        {
            details["user_tag"] = UserTag;
        }

        return new AuditAct(AuditActor.System, "call.failed", "call", $"{Source}.{Target}.{Operation}", details) { Outcome = "failed" };
    }
}
