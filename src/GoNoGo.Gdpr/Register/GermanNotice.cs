namespace GoNoGo.Gdpr.Register;

/// <summary>The privacy notice in German.</summary>
internal static class GermanNotice
{
    /// <summary>What stands around the marks.</summary>
    public static readonly IReadOnlyDictionary<string, string> Sentences = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["title"] = "Datenschutz",
        ["controller.heading"] = "Wer verantwortlich ist",
        ["controller.text"] = "Verantwortlich für die hier genannten Daten ist:",
        ["controller.missing"] = "Wer dieses Blog betreibt, hat noch keine Kontaktadresse veröffentlicht.",
        ["reading.heading"] = "Wenn Sie nur lesen",
        ["reading.text"] =
            "Es wird kein Cookie gesetzt, nichts auf Ihrem Gerät gespeichert, kein Skript ausgeführt und keine Anfrage "
            + "an Dritte gesendet. Ihre Netzadresse wird nicht gespeichert. Seitenaufrufe werden gezählt, ohne dass "
            + "jemand in der Zählung vorkommt.",
        ["activity.basis"] = "Rechtsgrundlage: {0}.",
        ["activity.recipients"] = "Wer es zu sehen bekommt: {0}.",
        ["clocks.heading"] = "Wie lange etwas aufbewahrt wird",
        ["clocks.text"] =
            "Für jede Art von Daten läuft eine eigene Frist. Was fällig ist, verschwindet von selbst, spätestens einen "
            + "Tag danach.",
        ["recipients.heading"] = "Wer Daten erhält",
        ["recipients.text"] = "Wer dieses Blog betreibt, und das Unternehmen, das dafür den Rechner im Auftrag betreibt (Art. 28 DSGVO).",
        ["recipients.mail"] = "Mails verlassen uns über den Mailserver {0} und erreichen Sie über den Maildienst Ihrer Wahl.",
        ["recipients.no_mail"] = "Mails erreichen Sie über den Maildienst Ihrer Wahl.",
        ["recipients.transfers"] = "Das Programm selbst übermittelt nichts in Länder außerhalb der Europäischen Union.",
        ["rights.heading"] = "Ihre Rechte",
        ["rights.text"] =
            "Diese Rechte können Sie allein ausüben, ohne Konto und kostenlos, unter „Ihre Daten“ (/privacy): mit dem "
            + "Link, den Sie beim Absenden Ihres Kommentars erhalten haben, oder mit einem Link, der an Ihre Adresse "
            + "geschickt wird. Was ein Mensch bearbeiten muss, wird innerhalb eines Monats beantwortet.",
        ["rights.withdraw"] =
            "Eine Einwilligung können Sie jederzeit widerrufen, in einem Schritt und ohne Angabe von Gründen; was bis "
            + "dahin geschah, bleibt rechtmäßig.",
        ["rights.complain"] =
            "Sie können sich bei einer Aufsichtsbehörde beschweren, vor allem in dem Mitgliedstaat, in dem Sie wohnen "
            + "oder arbeiten (Art. 77).",
        ["rights.item.1"] = "Auskunft: alles, was über Sie gespeichert ist, als Seite und als Datei (Art. 15)",
        ["rights.item.2"] = "Berichtigung (Art. 16)",
        ["rights.item.3"] = "Löschung (Art. 17)",
        ["rights.item.4"] = "Einschränkung: verborgen und unangetastet (Art. 18)",
        ["rights.item.5"] = "Übertragbarkeit: was Sie angegeben haben, in maschinenlesbarer Form (Art. 20)",
        ["rights.item.6"] = "Widerspruch (Art. 21)",
        ["required.heading"] = "Was Sie angeben müssen",
        ["required.text"] =
            "Ein Kommentar braucht seinen Text und Ihr Ja zum Hinweis neben dem Formular. Name und E-Mail-Adresse sind "
            + "freiwillig: Ohne sie wird Ihr Kommentar ebenso behandelt.",
        ["automated.heading"] = "Automatisierte Entscheidungen",
        ["automated.text"] = "Regeln machen nur einen Menschen auf Kommentare aufmerksam. Kein Programm entscheidet allein über Sie.",
    };

    /// <summary>A word or sentence for each value that a mark can have.</summary>
    public static readonly IReadOnlyDictionary<string, string> Marks = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Purpose.PublishComment"] = "Kommentare veröffentlichen",
        ["Purpose.NotifyByEmail"] = "Mails, die Sie wünschen",
        ["Purpose.PreventAbuse"] = "Fluten und Missbrauch fernhalten",
        ["Purpose.ProveConsent"] = "Einwilligungen nachweisen",
        ["Purpose.Accountability"] = "Rechenschaft über den Umgang mit Daten",
        ["Purpose.SignIn"] = "Anmeldung derer, die das Blog betreiben",
        ["Purpose.LegalClaims"] = "Rechtsansprüche",
        ["Purpose.AnswerRequests"] = "Anfragen zu Daten beantworten",
        ["LawfulBasis.Consent"] = "Ihre Einwilligung (Art. 6 Abs. 1 lit. a DSGVO)",
        ["LawfulBasis.LegalObligation"] = "eine rechtliche Verpflichtung (Art. 6 Abs. 1 lit. c DSGVO)",
        ["LawfulBasis.LegitimateInterest"] =
            "berechtigte Interessen (Art. 6 Abs. 1 lit. f DSGVO): eine geordnete und rechtmäßige öffentliche "
            + "Diskussion",
        ["PersonalCategory.Text"] = "was Sie geschrieben haben",
        ["PersonalCategory.Name"] = "der Name Ihrer Wahl",
        ["PersonalCategory.Contact"] = "Ihre E-Mail-Adresse, verschlüsselt",
        ["PersonalCategory.Pseudonym"] = "Zufallszahlen und mit Schlüsseln gebildete Codes, die für Sie stehen",
        ["PersonalCategory.NetworkTag"] =
            "ein Code des Netzes, aus dem Sie geschrieben haben, gebildet mit einem Schlüssel, der nach einem Tag "
            + "vernichtet wird",
        ["PersonalCategory.Consent"] = "worin Sie eingewilligt haben und wann",
        ["PersonalCategory.Activity"] = "was Sie getan haben und wann",
        ["Recipients.Staff"] = "wer das Blog betreibt",
        ["Recipients.Readers"] = "alle, die das Blog lesen",
        ["Recipients.MailServices"] = "die Maildienste auf dem Weg zu Ihnen",
        ["RetentionClock.Comment"] = "Kommentare mit Name und Zeiten: {0} Tage nach dem Absenden, oder bis Sie sie löschen.",
        ["RetentionClock.Mailbox"] = "Ihre Adresse: solange Sie Mails wünschen; 48 Stunden, wenn sie nie bestätigt wurde.",
        ["RetentionClock.NetworkTag"] = "Der Code Ihres Netzes: {0} Tage.",
        ["RetentionClock.ConsentProof"] =
            "Der Nachweis einer Einwilligung: solange das besteht, worin Sie eingewilligt haben, und {0} Tage danach.",
        ["RetentionClock.AuditPayload"] = "Einzelheiten von Einträgen im Prüfprotokoll: 1095 Tage.",
        ["RetentionClock.Idempotency"] = "Was eine wiederholte von einer neuen Anfrage unterscheidet: 24 Stunden.",
        ["RetentionClock.MailLog"] = "Der Vermerk, dass eine Mail verschickt wurde: 90 Tage.",
        ["RetentionClock.CallLog"] = "Der Vermerk, dass ein anderer Dienst gerufen wurde, in dem niemand vorkommt: 30 Tage.",
        ["RetentionClock.Account"] = "Das Konto einer Person, die das Blog betreibt: solange es besteht.",
        ["RetentionClock.Session"] = "Wer angemeldet ist, und Versuche der Anmeldung: 24 Stunden.",
        ["RetentionClock.MailCount"] = "Für welches Postfach Mails gezählt werden, damit niemand es füllen kann: 24 Stunden.",
        ["RetentionClock.LimitWindow"] =
            "Für welche Adresse Anfragen gegen Grenzen gezählt werden, damit niemand dieses Blog überfluten kann: Minuten.",
        ["RetentionClock.Block"] = "Wer eine Zeit lang nicht kommentieren darf, als Code: bis diese Zeit vorüber ist, höchstens ein Jahr.",
        ["RetentionClock.Statistics"] = "Zählungen von Seitenaufrufen, in denen niemand vorkommt: 25 Monate.",
        ["RetentionClock.LegalHold"] =
            "Der Vermerk, dass ein Kommentar für einen Rechtsanspruch aufbewahrt wird: bis zum dort genannten Ende, "
            + "höchstens je ein Jahr.",
        ["RetentionClock.UntilTakenBack"] = "Dass eine Adresse keine Mails wünscht: bis ihr Inhaber es zurücknimmt.",
        ["RetentionClock.RightsRequest"] = "Der Vorgang zu einer Anfrage über Ihre Daten: 30 Tage nach der Antwort.",
        ["RetentionClock.RightsLog"] = "Der Vermerk, dass es eine Anfrage gab und wie sie endete: 1095 Tage.",
    };
}
