namespace GoNoGo.Integrations.Email.Writing;

/// <summary>The words of mails in German.</summary>
internal static class GermanMailWords
{
    private static readonly Dictionary<string, string> OfComments = new(StringComparer.Ordinal)
    {
        ["anonymous"] = "Anonym",
        ["open_comment"] = "Den Kommentar lesen",
        ["open_own"] = "Die Seite Ihres Kommentars",
        ["policy"] = "Datenschutzerklärung",
        ["leave"] = "Keine solchen E-Mails mehr",
        ["time"] = "{minutes} Minuten",

        ["why.consent"] =
            "Sie erhalten diese Nachricht, weil Sie bei Ihrem Kommentar auf {site} E-Mails angekreuzt haben. "
            + "Der Link beendet das, sofort und endgültig.",
        ["why.staff"] = "Sie erhalten diese Nachricht, weil Sie {site} mitbetreiben und E-Mails dieser Art gewählt haben.",
        ["why.request"] = "Sie erhalten dies einmal, weil jemand mit Ihrer Adresse auf {site} darum gebeten hat.",
        ["why.obligation"] = "Sie erhalten diese Nachricht, weil wir Sie nach dem Gesetz über Ihren Antrag an {site} informieren.",

        ["confirm_address.subject"] = "Bitte bestätigen Sie Ihre Adresse",
        ["confirm_address.heading"] = "Ist das Ihre Adresse?",
        ["confirm_address.text"] =
            "Jemand hat „{title}“ kommentiert und um E-Mails gebeten, wenn über den Kommentar entschieden ist und wenn jemand darauf "
            + "antwortet. Wenn Sie das waren, bestätigen Sie es:",
        ["confirm_address.action"] = "Ja, bitte benachrichtigen",
        ["confirm_address.else"] =
            "Wenn Sie es nicht waren, tun Sie nichts. Ohne Ihre Bestätigung wird die Adresse innerhalb von 48 Stunden gelöscht, und es "
            + "kommt keine weitere E-Mail.",

        ["confirm_staff_address.text"] =
            "Jemand, der {site} mit betreibt, hat diese Adresse für Mails darüber angegeben. Wenn Sie das waren, bestätigen Sie sie:",

        ["new_comment.subject"] = "Neuer Kommentar zu: {title}",
        ["new_comment.heading"] = "Neuer Kommentar zu „{title}“",
        ["new_comment.text"] = "{name} schrieb:",

        ["reply.subject"] = "Neuer Kommentar zu: {title}",
        ["reply.heading"] = "Jemand hat auf Ihren Kommentar geantwortet",
        ["reply.text"] = "{name} hat Ihnen bei „{title}“ geantwortet:",

        ["comment_approved.subject"] = "Ihr Kommentar ist veröffentlicht: {title}",
        ["comment_approved.heading"] = "Ihr Kommentar ist veröffentlicht",
        ["comment_approved.text"] = "Alle können ihn jetzt unter „{title}“ lesen:",

        ["comment_rejected.subject"] = "Ihr Kommentar wurde nicht veröffentlicht: {title}",
        ["comment_rejected.heading"] = "Ihr Kommentar wurde nicht veröffentlicht",
        ["comment_rejected.text"] =
            "Ein Mensch hat gelesen, was Sie zu „{title}“ schrieben, und sich gegen die Veröffentlichung entschieden:",
        ["comment_rejected.reason"] = "Der Grund: {reason}",
        ["comment_rejected.no_reason"] = "Ein Grund wurde nicht festgehalten.",
        ["comment_rejected.appeal_page"] =
            "Wenn Sie das für falsch halten, sagen Sie es einmal auf der Seite Ihres Kommentars: Jemand sieht ihn noch einmal an. "
            + "Dort können Sie ihn auch löschen.",
        ["comment_rejected.appeal"] =
            "Wenn Sie das für falsch halten, schreiben Sie an {contact}: Jemand sieht es sich noch einmal an. Auf der Seite des Kommentars "
            + "können Sie ihn löschen.",
        ["comment_rejected.appeal_policy"] =
            "Wenn Sie das für falsch halten, widersprechen Sie: In der Datenschutzerklärung steht, an wen. Auf der Seite des Kommentars "
            + "können Sie ihn löschen.",

        ["moderation.subject"] = "Kommentare warten auf eine Entscheidung: {count}",
        ["moderation.heading"] = "Kommentare warten auf eine Entscheidung",
        ["moderation.text"] = "Zu diesen Beiträgen gibt es Kommentare, über die niemand entschieden hat:",
        ["moderation.item"] = "{title}: {count}",
        ["moderation.flagged"] = "Davon hat eine Regel auffällig gefunden: {count}",
        ["moderation.reported"] = "Veröffentlicht und von Lesern gemeldet: {count}",
        ["moderation.appealed"] = "Abgelehnt, und wer sie schrieb, bittet um einen zweiten Blick: {count}",
        ["moderation.how"] = "„gonogo comment list --status pending“ zeigt, was sie sagen; ihr Text verlässt den Server nicht.",
    };

    private static readonly Dictionary<string, string> OfTheRest = new(StringComparer.Ordinal)
    {
        ["privacy_step.subject"] = "Ihr Antrag zu Ihren Daten",
        ["privacy_step.heading.link_asked"] = "Was über Sie gespeichert ist",
        ["privacy_step.text.link_asked"] =
            "Jemand hat mit Ihrer Adresse gefragt, was dieses Blog über sie speichert. Der Link öffnet Ihre Daten einmal, "
            + "innerhalb einer Stunde. Wenn Sie es nicht waren, tun Sie nichts.",
        ["privacy_step.heading.received"] = "Ihr Antrag ist angekommen",
        ["privacy_step.heading.extended"] = "Ihr Antrag dauert länger",
        ["privacy_step.heading.done"] = "Ihr Antrag ist erledigt",
        ["privacy_step.heading.refused"] = "Ihr Antrag wurde abgelehnt",
        ["privacy_step.text.received"] = "Wir haben Ihren Antrag ({request}) erhalten und beantworten ihn spätestens am {day}.",
        ["privacy_step.text.extended"] = "Ihr Antrag ({request}) braucht mehr Zeit. Wir beantworten ihn spätestens am {day}.",
        ["privacy_step.text.done"] = "Was Sie beantragt haben ({request}), ist geschehen.",
        ["privacy_step.text.refused"] = "Was Sie beantragt haben ({request}), ist nicht geschehen.",
        ["privacy_step.reason"] = "Der Grund: {reason}",
        ["privacy_step.complain"] =
            "Sie können sich bei einer Aufsichtsbehörde für Datenschutz beschweren, etwa der an Ihrem Wohnort, oder vor Gericht gehen.",
        ["privacy_step.open"] = "Ihren Antrag ansehen",

        ["sign_in.subject"] = "Anmelden bei {site}",
        ["sign_in.heading"] = "Anmelden bei {site}",
        ["sign_in.text"] = "Mit diesem Link melden Sie sich an. Er gilt einmal, {minutes} Minuten lang, in jedem Browser.",
        ["sign_in.action"] = "Anmelden",
        ["sign_in.else"] = "Wenn Sie nicht darum gebeten haben, tun Sie nichts: Ohne den Link kommt niemand hinein.",

        ["content_updated.subject"] = "{site} wurde aktualisiert",
        ["content_updated.heading"] = "Das Blog wurde aktualisiert",
        ["content_updated.text"] = "Eine andere Fassung der Inhalte ist online.",
        ["content_updated.commit"] = "Commit",
        ["content_updated.message"] = "Nachricht",
        ["content_updated.author"] = "Von",
        ["content_updated.posts"] = "Veröffentlichte Beiträge",
        ["content_updated.refused"] = "Ausgelassene Dateien",
        ["content_updated.open"] = "Das Blog öffnen",

        ["problems.subject"] = "Auf {site} ist etwas zu beheben",
        ["problems.heading"] = "Das ist zu beheben",
        ["problems.content"] = "Einige Dateien der Inhalte konnten nicht oder nicht ganz übernommen werden:",
        ["problems.dead"] = "Ereignisse, die niemand bearbeiten konnte: {count}. „gonogo events list --status dead“ zeigt sie.",
        ["problems.more"] = "Und {count} weitere; „gonogo check“ nennt alle.",
        ["problems.solved"] = "Als diese Nachricht geschrieben wurde, war nichts mehr zu beheben.",

        ["weekly_digest.subject"] = "Die Woche auf {site}",
        ["weekly_digest.heading"] = "Die Woche auf {site}",
        ["weekly_digest.comments"] = "Kommentare geschrieben",
        ["weekly_digest.approved"] = "davon veröffentlicht",
        ["weekly_digest.refused"] = "davon abgelehnt",
        ["weekly_digest.waiting"] = "davon wartend",
        ["weekly_digest.delivered"] = "E-Mails zugestellt",
        ["weekly_digest.failed"] = "E-Mails fehlgeschlagen",
        ["weekly_digest.dead"] = "Ereignisse ohne Bearbeitung",
        ["weekly_digest.problems"] = "Probleme in den Inhalten",
        ["weekly_digest.checkpoint"] =
            "Der Prüfpunkt des Protokolls. Bewahren Sie diese Nachricht auf: Wer sie hat, erkennt, ob davor etwas "
            + "geändert wurde.",
        ["weekly_digest.no_checkpoint"] = "Das Protokoll hat noch keinen Prüfpunkt.",
    };

    public static IReadOnlyDictionary<string, string> All { get; } = OfComments.Concat(OfTheRest).ToDictionary(StringComparer.Ordinal);
}
