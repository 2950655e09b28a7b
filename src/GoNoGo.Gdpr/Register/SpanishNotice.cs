namespace GoNoGo.Gdpr.Register;

/// <summary>The privacy notice in Spanish.</summary>
internal static class SpanishNotice
{
    /// <summary>What stands around the marks.</summary>
    public static readonly IReadOnlyDictionary<string, string> Sentences = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["title"] = "Protección de datos",
        ["controller.heading"] = "Quién es responsable",
        ["controller.text"] = "El responsable del tratamiento de los datos aquí descritos es:",
        ["controller.missing"] = "Quien gestiona este blog aún no ha publicado un contacto.",
        ["reading.heading"] = "Si solo lee",
        ["reading.text"] =
            "No se instala ninguna cookie, no se guarda nada en su dispositivo, no se ejecuta ningún script y no se "
            + "envía ninguna petición a terceros. Su dirección de red no se guarda. Las páginas se cuentan sin que nadie "
            + "figure en la cuenta.",
        ["activity.basis"] = "Base jurídica: {0}.",
        ["activity.recipients"] = "Quién puede verlo: {0}.",
        ["clocks.heading"] = "Cuánto tiempo se conserva",
        ["clocks.text"] =
            "Cada tipo de datos tiene su propio plazo. Lo que vence desaparece por sí solo, a más tardar un día "
            + "después.",
        ["recipients.heading"] = "Quién recibe datos",
        ["recipients.text"] =
            "Quienes gestionan este blog y la empresa que opera la máquina para ellos en virtud de un contrato (art. "
            + "28 RGPD).",
        ["recipients.mail"] = "Los correos salen por el servidor {0} y le llegan por el servicio de correo que usted elija.",
        ["recipients.no_mail"] = "Los correos le llegan por el servicio de correo que usted elija.",
        ["recipients.transfers"] = "El programa en sí no envía nada a países de fuera de la Unión Europea.",
        ["rights.heading"] = "Sus derechos",
        ["rights.text"] =
            "Puede ejercer estos derechos por su cuenta, sin cuenta de usuario y sin coste, en «Sus datos» (/privacy): "
            + "con el enlace que recibió al enviar su comentario, o con un enlace enviado a su dirección. Lo que "
            + "requiere a una persona se responde en el plazo de un mes.",
        ["rights.withdraw"] =
            "Puede retirar un consentimiento en cualquier momento, en un solo paso y sin dar motivos; lo hecho hasta "
            + "entonces sigue siendo lícito.",
        ["rights.complain"] =
            "Puede reclamar ante una autoridad de control, en particular en el Estado miembro donde vive o trabaja "
            + "(art. 77).",
        ["rights.item.1"] = "Acceso: todo lo que se guarda sobre usted, como página y como archivo (art. 15)",
        ["rights.item.2"] = "Rectificación (art. 16)",
        ["rights.item.3"] = "Supresión (art. 17)",
        ["rights.item.4"] = "Limitación: oculto y sin tocar (art. 18)",
        ["rights.item.5"] = "Portabilidad: lo que usted facilitó, en una forma que los programas leen (art. 20)",
        ["rights.item.6"] = "Oposición (art. 21)",
        ["required.heading"] = "Qué tiene que facilitar",
        ["required.text"] =
            "Un comentario necesita su texto y su sí al aviso junto al formulario. El nombre y la dirección de correo "
            + "son voluntarios: sin ellos, su comentario se trata igual.",
        ["automated.heading"] = "Decisiones automatizadas",
        ["automated.text"] = "Las reglas solo señalan comentarios a una persona. Ningún programa decide por sí solo sobre usted.",
    };

    /// <summary>A word or sentence for each value that a mark can have.</summary>
    public static readonly IReadOnlyDictionary<string, string> Marks = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Purpose.PublishComment"] = "Publicar comentarios",
        ["Purpose.NotifyByEmail"] = "Los correos que usted pidió",
        ["Purpose.PreventAbuse"] = "Evitar avalanchas y abusos",
        ["Purpose.ProveConsent"] = "Probar los consentimientos",
        ["Purpose.Accountability"] = "Rendir cuentas del tratamiento de datos",
        ["Purpose.SignIn"] = "Acceso de quienes administran el blog",
        ["Purpose.LegalClaims"] = "Reclamaciones legales",
        ["Purpose.AnswerRequests"] = "Responder a solicitudes sobre datos",
        ["LawfulBasis.Consent"] = "su consentimiento (art. 6.1.a RGPD)",
        ["LawfulBasis.LegalObligation"] = "una obligación legal (art. 6.1.c RGPD)",
        ["LawfulBasis.LegitimateInterest"] = "intereses legítimos (art. 6.1.f RGPD): un debate público ordenado y lícito",
        ["PersonalCategory.Text"] = "lo que escribió",
        ["PersonalCategory.Name"] = "el nombre que eligió",
        ["PersonalCategory.Contact"] = "su dirección de correo, cifrada",
        ["PersonalCategory.Pseudonym"] = "números aleatorios y códigos con clave que le representan",
        ["PersonalCategory.NetworkTag"] =
            "un código de la red desde la que escribió, formado con una clave que se destruye al cabo de un día",
        ["PersonalCategory.Consent"] = "a qué dio su consentimiento y cuándo",
        ["PersonalCategory.Activity"] = "qué hizo y cuándo",
        ["Recipients.Staff"] = "quienes gestionan el blog",
        ["Recipients.Readers"] = "todos los que leen el blog",
        ["Recipients.MailServices"] = "los servicios de correo en el camino hasta usted",
        ["RetentionClock.Comment"] = "Los comentarios, con nombre y fechas: {0} días después de enviarse, o hasta que usted los suprima.",
        ["RetentionClock.Mailbox"] = "Su dirección: mientras quiera correos; 48 horas si nunca se confirmó.",
        ["RetentionClock.NetworkTag"] = "El código de su red: {0} días.",
        ["RetentionClock.ConsentProof"] = "La prueba de un consentimiento: mientras dure aquello que consintió, y {0} días más.",
        ["RetentionClock.AuditPayload"] = "Los detalles de las entradas del registro de auditoría: 1095 días.",
        ["RetentionClock.Idempotency"] = "Lo que distingue una petición repetida de una nueva: 24 horas.",
        ["RetentionClock.MailLog"] = "La constancia de que se envió un correo: 90 días.",
        ["RetentionClock.CallLog"] = "La constancia de que se llamó a otro servicio, que no nombra a nadie: 30 días.",
        ["RetentionClock.Account"] = "La cuenta de quien administra el blog: mientras exista.",
        ["RetentionClock.Session"] = "Quién ha iniciado sesión, y los intentos: 24 horas.",
        ["RetentionClock.MailCount"] = "El buzón por el que se cuentan los correos, para que nadie pueda llenarlo: 24 horas.",
        ["RetentionClock.LimitWindow"] =
            "La dirección por la que se cuentan las peticiones, para que nadie pueda inundar este blog: minutos, un día como máximo.",
        ["RetentionClock.Block"] = "Quien no puede comentar durante un tiempo, como código: hasta que pase ese tiempo, un año como máximo.",
        ["RetentionClock.Statistics"] = "Los recuentos de páginas, en los que no figura nadie: 25 meses.",
        ["RetentionClock.LegalHold"] =
            "La nota de que un comentario se conserva para una reclamación legal: hasta el final indicado en ella, un "
            + "año como máximo cada vez.",
        ["RetentionClock.UntilTakenBack"] = "Que una dirección no quiere correos: hasta que su titular lo revoque.",
        ["RetentionClock.RightsRequest"] = "El expediente de una solicitud sobre sus datos: 30 días después de la respuesta.",
        ["RetentionClock.RightsLog"] = "La nota de que hubo una solicitud y cómo terminó: 1095 días.",
    };
}
