namespace GoNoGo.Integrations.Email.Writing;

/// <summary>The words of mails in English. Every key is here; other languages have the same.</summary>
internal static class EnglishMailWords
{
    private static readonly Dictionary<string, string> OfComments = new(StringComparer.Ordinal)
    {
        ["anonymous"] = "Anonymous",
        ["open_comment"] = "Read the comment",
        ["open_own"] = "Your comment's page",
        ["policy"] = "Privacy policy",
        ["leave"] = "No more mails like this",
        ["time"] = "{minutes} minutes",

        ["why.consent"] =
            "You get this because you ticked the box for mail beside your comment on {site}. The link ends it, at once and for good.",
        ["why.staff"] = "You get this because you take part in running {site} and chose mails of this kind.",
        ["why.request"] = "You get this once because somebody asked for it with your address on {site}.",
        ["why.obligation"] = "You get this because the law asks us to keep you informed about your request to {site}.",

        ["confirm_address.subject"] = "Please confirm your address",
        ["confirm_address.heading"] = "Is this your address?",
        ["confirm_address.text"] =
            "Somebody commented on “{title}” and asked for mail when the comment is decided on and when somebody answers it. "
            + "If that was you, confirm it:",
        ["confirm_address.action"] = "Yes, mail me",
        ["confirm_address.else"] =
            "If it was not you, do nothing. Without your confirmation the address is deleted within 48 hours, and no other mail is sent.",

        ["confirm_staff_address.text"] =
            "Somebody who helps to run {site} gave this address for mails about it. If that was you, confirm it:",

        ["new_comment.subject"] = "New comment on: {title}",
        ["new_comment.heading"] = "New comment on “{title}”",
        ["new_comment.text"] = "{name} wrote:",

        ["reply.subject"] = "New comment on: {title}",
        ["reply.heading"] = "Somebody answered your comment",
        ["reply.text"] = "{name} answered you on “{title}”:",

        ["comment_approved.subject"] = "Your comment was published: {title}",
        ["comment_approved.heading"] = "Your comment is published",
        ["comment_approved.text"] = "Everybody can read it below “{title}” now:",

        ["comment_rejected.subject"] = "Your comment was not published: {title}",
        ["comment_rejected.heading"] = "Your comment was not published",
        ["comment_rejected.text"] = "A person read what you wrote below “{title}” and decided against publishing it:",
        ["comment_rejected.reason"] = "The reason: {reason}",
        ["comment_rejected.no_reason"] = "No reason was written down.",
        ["comment_rejected.appeal_page"] =
            "If you think that this is wrong, say so once on your comment's page: somebody will look at it again. "
            + "There you can erase it, too.",
        ["comment_rejected.appeal"] =
            "If you think that this is wrong, write to {contact}: somebody will look at it again. You can erase the comment on its page.",
        ["comment_rejected.appeal_policy"] =
            "If you think that this is wrong, object: the privacy policy names whom to write to. You can erase the comment on its page.",

        ["moderation.subject"] = "Comments wait for a decision: {count}",
        ["moderation.heading"] = "Comments wait for a decision",
        ["moderation.text"] = "These posts have comments that wait for somebody to decide:",
        ["moderation.item"] = "{title}: {count}",
        ["moderation.flagged"] = "Flagged by a rule: {count}",
        ["moderation.reported"] = "Published and reported by readers: {count}",
        ["moderation.appealed"] = "Refused, and their authors ask for another look: {count}",
        ["moderation.how"] = "“gonogo comment list --status pending” shows what they say; the text does not leave the server.",
    };

    private static readonly Dictionary<string, string> OfTheRest = new(StringComparer.Ordinal)
    {
        ["privacy_step.subject"] = "Your request about your data",
        ["privacy_step.heading.link_asked"] = "See what is held about you",
        ["privacy_step.text.link_asked"] =
            "Somebody asked with your address what this blog holds about it. The link opens your data once, within an hour. "
            + "If it was not you, do nothing.",
        ["privacy_step.heading.received"] = "Your request has arrived",
        ["privacy_step.heading.extended"] = "Your request takes longer",
        ["privacy_step.heading.done"] = "Your request was carried out",
        ["privacy_step.heading.refused"] = "Your request was not carried out",
        ["privacy_step.text.received"] = "We have received your request ({request}) and answer it by {day} at the latest.",
        ["privacy_step.text.extended"] = "Your request ({request}) needs more time. We answer it by {day} at the latest.",
        ["privacy_step.text.done"] = "What you asked for ({request}) was done.",
        ["privacy_step.text.refused"] = "What you asked for ({request}) was not done.",
        ["privacy_step.reason"] = "The reason: {reason}",
        ["privacy_step.complain"] =
            "You can complain to a supervisory authority for data protection, such as the one where you live, or go to court.",
        ["privacy_step.open"] = "See your request",

        ["sign_in.subject"] = "Sign in to {site}",
        ["sign_in.heading"] = "Sign in to {site}",
        ["sign_in.text"] = "Use this link to sign in. It works once, within {minutes} minutes, in any browser.",
        ["sign_in.action"] = "Sign in",
        ["sign_in.else"] = "If you did not ask for it, do nothing: without the link nobody gets in.",

        ["content_updated.subject"] = "{site} was updated",
        ["content_updated.heading"] = "The blog was updated",
        ["content_updated.text"] = "Another version of the content is served.",
        ["content_updated.commit"] = "Commit",
        ["content_updated.message"] = "Message",
        ["content_updated.author"] = "By",
        ["content_updated.posts"] = "Posts published",
        ["content_updated.refused"] = "Files left out",
        ["content_updated.open"] = "Open the blog",

        ["problems.subject"] = "Something on {site} needs mending",
        ["problems.heading"] = "This needs mending",
        ["problems.content"] = "Some files of the content could not be taken, or not wholly:",
        ["problems.dead"] = "Events that nobody could handle: {count}. “gonogo events list --status dead” shows them.",
        ["problems.more"] = "And {count} more; “gonogo check” lists all.",
        ["problems.solved"] = "When this mail was written, nothing was left to mend.",

        ["weekly_digest.subject"] = "The week on {site}",
        ["weekly_digest.heading"] = "The week on {site}",
        ["weekly_digest.comments"] = "Comments sent",
        ["weekly_digest.approved"] = "of these published",
        ["weekly_digest.refused"] = "of these refused",
        ["weekly_digest.waiting"] = "of these waiting",
        ["weekly_digest.delivered"] = "Mails delivered",
        ["weekly_digest.failed"] = "Mails that failed",
        ["weekly_digest.dead"] = "Events nobody could handle",
        ["weekly_digest.problems"] = "Problems in the content",
        ["weekly_digest.checkpoint"] =
            "The checkpoint of the audit trail. Keep this mail: who has it can tell whether anything before it was changed.",
        ["weekly_digest.no_checkpoint"] = "The audit trail has no checkpoint yet.",
    };

    public static IReadOnlyDictionary<string, string> All { get; } = OfComments.Concat(OfTheRest).ToDictionary(StringComparer.Ordinal);
}
