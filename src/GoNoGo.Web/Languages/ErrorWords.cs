using System.Globalization;
using GoNoGo.Comments.Moderation;
using GoNoGo.Gdpr.Retention;
using GoNoGo.Platform.Languages;
using GoNoGo.Platform.Results;

namespace GoNoGo.Web.Languages;

/// <summary>Refusals as pages say them. Programs get the same in English, with the code that the texts here go by.</summary>
/// <param name="language">The language.</param>
public sealed class ErrorWords(Language language) : Words(language, "errors")
{
    internal string Of(Error error) => (Find(error.Code), error) switch
    {
        (null, _) => error.Message,
        (var message, SenderBlocked blocked) => message.Say(("until", blocked.Until)),
        (var message, UnderLegalHold held) =>
            message.Say(("until", held.Until.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
        var (message, _) => message.Say(),
    };
}
