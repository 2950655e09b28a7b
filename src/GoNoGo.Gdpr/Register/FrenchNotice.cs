namespace GoNoGo.Gdpr.Register;

/// <summary>The privacy notice in French.</summary>
internal static class FrenchNotice
{
    /// <summary>What stands around the marks.</summary>
    public static readonly IReadOnlyDictionary<string, string> Sentences = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["title"] = "Protection des données",
        ["controller.heading"] = "Qui est responsable",
        ["controller.text"] = "Le responsable du traitement des données décrites ici est :",
        ["controller.missing"] = "L’exploitant de ce blog n’a pas encore publié de contact.",
        ["reading.heading"] = "Si vous ne faites que lire",
        ["reading.text"] =
            "Aucun cookie n’est déposé, rien n’est enregistré sur votre appareil, aucun script n’est exécuté et aucune "
            + "requête n’est envoyée à des tiers. Votre adresse réseau n’est pas conservée. Les pages sont comptées sans "
            + "que personne n’apparaisse dans le compte.",
        ["activity.basis"] = "Base juridique : {0}.",
        ["activity.recipients"] = "Qui y a accès : {0}.",
        ["clocks.heading"] = "Combien de temps les données sont conservées",
        ["clocks.text"] =
            "Chaque type de données a son propre délai. Ce qui est échu disparaît de soi-même, un jour plus tard au "
            + "plus.",
        ["recipients.heading"] = "Qui reçoit des données",
        ["recipients.text"] =
            "Ceux qui exploitent ce blog, et l’entreprise qui exploite la machine pour eux en vertu d’un contrat (art. "
            + "28 RGPD).",
        ["recipients.mail"] = "Les courriels partent par le serveur {0} et vous parviennent par le service de messagerie de votre choix.",
        ["recipients.no_mail"] = "Les courriels vous parviennent par le service de messagerie de votre choix.",
        ["recipients.transfers"] = "Le programme lui-même n’envoie rien vers des pays hors de l’Union européenne.",
        ["rights.heading"] = "Vos droits",
        ["rights.text"] =
            "Vous pouvez exercer ces droits seul, sans compte et sans frais, sous « Vos données » (/privacy) : avec le "
            + "lien reçu lors de l’envoi de votre commentaire, ou avec un lien envoyé à votre adresse. Ce qui demande "
            + "l’intervention d’une personne reçoit une réponse dans un délai d’un mois.",
        ["rights.withdraw"] =
            "Vous pouvez retirer un consentement à tout moment, en une étape et sans motif ; ce qui a été fait "
            + "jusque-là reste licite.",
        ["rights.complain"] =
            "Vous pouvez introduire une réclamation auprès d’une autorité de contrôle, notamment dans l’État membre où "
            + "vous résidez ou travaillez (art. 77).",
        ["rights.item.1"] = "Accès : tout ce qui est conservé sur vous, sous forme de page et de fichier (art. 15)",
        ["rights.item.2"] = "Rectification (art. 16)",
        ["rights.item.3"] = "Effacement (art. 17)",
        ["rights.item.4"] = "Limitation : masqué et laissé intact (art. 18)",
        ["rights.item.5"] = "Portabilité : ce que vous avez fourni, sous une forme lisible par des programmes (art. 20)",
        ["rights.item.6"] = "Opposition (art. 21)",
        ["required.heading"] = "Ce que vous devez fournir",
        ["required.text"] =
            "Un commentaire demande son texte et votre accord à l’avis placé près du formulaire. Le nom et l’adresse "
            + "électronique sont facultatifs : sans eux, votre commentaire est traité de la même façon.",
        ["automated.heading"] = "Décisions automatisées",
        ["automated.text"] =
            "Les règles ne font que signaler des commentaires à une personne. Aucun programme ne décide seul à votre "
            + "sujet.",
    };

    /// <summary>A word or sentence for each value that a mark can have.</summary>
    public static readonly IReadOnlyDictionary<string, string> Marks = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Purpose.PublishComment"] = "Publier les commentaires",
        ["Purpose.NotifyByEmail"] = "Les courriels que vous avez demandés",
        ["Purpose.PreventAbuse"] = "Écarter les envois en masse et les abus",
        ["Purpose.ProveConsent"] = "Prouver les consentements",
        ["Purpose.Accountability"] = "Rendre compte du traitement des données",
        ["Purpose.SignIn"] = "Connexion des personnes qui gèrent le blog",
        ["Purpose.LegalClaims"] = "Actions en justice",
        ["Purpose.AnswerRequests"] = "Répondre aux demandes relatives aux données",
        ["LawfulBasis.Consent"] = "votre consentement (art. 6, § 1, a) RGPD)",
        ["LawfulBasis.LegalObligation"] = "une obligation légale (art. 6, § 1, c) RGPD)",
        ["LawfulBasis.LegitimateInterest"] = "des intérêts légitimes (art. 6, § 1, f) RGPD) : un débat public ordonné et licite",
        ["PersonalCategory.Text"] = "ce que vous avez écrit",
        ["PersonalCategory.Name"] = "le nom de votre choix",
        ["PersonalCategory.Contact"] = "votre adresse électronique, chiffrée",
        ["PersonalCategory.Pseudonym"] = "des nombres aléatoires et des codes à clé qui vous représentent",
        ["PersonalCategory.NetworkTag"] =
            "un code du réseau depuis lequel vous avez écrit, formé avec une clé détruite au bout d’un jour",
        ["PersonalCategory.Consent"] = "ce à quoi vous avez consenti et quand",
        ["PersonalCategory.Activity"] = "ce que vous avez fait et quand",
        ["Recipients.Staff"] = "ceux qui exploitent le blog",
        ["Recipients.Readers"] = "tous ceux qui lisent le blog",
        ["Recipients.MailServices"] = "les services de messagerie sur le chemin jusqu’à vous",
        ["RetentionClock.Comment"] =
            "Les commentaires, avec nom et dates : {0} jours après l’envoi, ou jusqu’à ce que vous les effaciez.",
        ["RetentionClock.Mailbox"] =
            "Votre adresse : tant que vous souhaitez des courriels ; 48 heures si elle n’a jamais été confirmée.",
        ["RetentionClock.NetworkTag"] = "Le code de votre réseau : {0} jours.",
        ["RetentionClock.ConsentProof"] =
            "La preuve d’un consentement : tant que dure ce à quoi vous avez consenti, et {0} jours de plus.",
        ["RetentionClock.AuditPayload"] = "Les détails des entrées du journal d’audit : 1095 jours.",
        ["RetentionClock.Idempotency"] = "Ce qui distingue une requête répétée d’une nouvelle : 24 heures.",
        ["RetentionClock.MailLog"] = "La trace de l’envoi d’un courriel : 90 jours.",
        ["RetentionClock.CallLog"] = "La trace d’un appel à un autre service, qui ne nomme personne : 30 jours.",
        ["RetentionClock.Account"] = "Le compte d’une personne qui gère le blog : tant qu’il existe.",
        ["RetentionClock.Session"] = "Qui est connecté, et les tentatives de connexion : 24 heures.",
        ["RetentionClock.MailCount"] = "La boîte pour laquelle les courriels sont comptés, pour que nul ne la remplisse : 24 heures.",
        ["RetentionClock.LimitWindow"] =
            "L’adresse pour laquelle les requêtes sont comptées, pour que nul ne submerge ce blog : quelques minutes, un jour au plus.",
        ["RetentionClock.Block"] = "Qui ne peut commenter un temps, sous forme de code : jusqu'à la fin de ce temps, un an au plus.",
        ["RetentionClock.Statistics"] = "Les comptes de pages, où personne n’apparaît : 25 mois.",
        ["RetentionClock.LegalHold"] =
            "La mention qu’un commentaire est conservé pour une action en justice : jusqu’à la fin qui y est indiquée, "
            + "un an au plus à la fois.",
        ["RetentionClock.UntilTakenBack"] = "Qu’une adresse ne veut pas de courriels : jusqu’à ce que son titulaire revienne sur ce choix.",
        ["RetentionClock.RightsRequest"] = "Le dossier d’une demande sur vos données : 30 jours après la réponse.",
        ["RetentionClock.RightsLog"] = "La mention qu’une demande a eu lieu et de son issue : 1095 jours.",
    };
}
