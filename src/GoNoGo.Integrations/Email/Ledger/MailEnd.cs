using GoNoGo.Gdpr.Retention;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Integrations.Email.Ledger;

/// <summary>Writes down how an attempt ended: the row, and an entry in the audit trail that names the kind and never an address.</summary>
internal static class MailEnd
{
    public static void Skip(Transaction transaction, Mail mail, string reason, string? recipientTag)
    {
        End(mail, MailStatus.Skipped, reason, transaction.StartedAt);
        Enter(transaction, mail, "mail.skipped", recipientTag, reason);
    }

    public static void Deliver(Transaction transaction, Mail mail, string? recipientTag)
    {
        mail.Attempts++;
        mail.FailingSince = null;
        End(mail, MailStatus.Delivered, reason: null, transaction.StartedAt);
        Enter(transaction, mail, "mail.delivered", recipientTag, reason: null);
    }

    /// <summary>It is tried again, unless the event bus gives it up.</summary>
    public static void Defer(Transaction transaction, Mail mail, string errorType, string? recipientTag)
    {
        mail.Attempts++;
        mail.Reason = errorType;
        mail.FailingSince ??= transaction.StartedAt;
        mail.Revision++;
        Enter(transaction, mail, "mail.deferred", recipientTag, errorType);
    }

    /// <summary>It waits for its turn: no failure, so it is not entered each time, and what failed before stays named.</summary>
    public static void Wait(Mail mail, string reason)
    {
        mail.Reason = mail.FailingSince is null ? reason : mail.Reason;
        mail.Revision++;
    }

    /// <summary>It is not tried any more.</summary>
    public static void GiveUp(Transaction transaction, Mail mail, string errorType)
    {
        End(mail, MailStatus.Failed, errorType, transaction.StartedAt);
        Enter(transaction, mail, "mail.given_up", recipientTag: null, errorType);
    }

    public static void Fail(Transaction transaction, Mail mail, string errorType, string? recipientTag)
    {
        mail.Attempts++;
        End(mail, MailStatus.Failed, errorType, transaction.StartedAt);
        Enter(transaction, mail, "mail.failed", recipientTag, errorType);
    }

    /// <summary>Its text was about to leave once before, and nobody knows what became of it: it may arrive twice.</summary>
    public static void Repeat(Transaction transaction, Mail mail, string? recipientTag) =>
        Enter(transaction, mail, "mail.repeated", recipientTag, "may_arrive_twice");

    private static void End(Mail mail, MailStatus status, string? reason, DateTimeOffset now)
    {
        mail.Status = status;
        mail.Reason = reason;
        mail.EndedAt = now;
        mail.RetainUntil = now.AddDays(RetentionOptions.MailLogDays);
        mail.Revision++;
    }

    private static void Enter(Transaction transaction, Mail mail, string action, string? recipientTag, string? reason)
    {
        var details = new Dictionary<string, string>(StringComparer.Ordinal) { ["kind"] = mail.Kind };
        if (recipientTag is not null)
        {
            details["recipient_tag"] = recipientTag;
        }

        if (reason is not null)
        {
            details[mail.Status is MailStatus.Skipped ? "reason" : "error_type"] = reason;
        }

        transaction.Audit(new AuditAct(AuditActor.System, action, "mail", mail.Id.ToString("D"), details)
        {
            Outcome = mail.Status is MailStatus.Failed || action == "mail.deferred" ? "failed" : "done",
            Subject = recipientTag is null || mail.RecipientId == Guid.Empty ? null : new SubjectId(mail.RecipientId),
        });
    }
}
