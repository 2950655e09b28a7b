using OpenTelemetry;
using OpenTelemetry.Logs;

namespace GoNoGo.Web.Telemetry;

/// <summary>
/// Takes from a line of the log what may be somebody's before it leaves: the tag of who was signed in, and the text of an error, of which
/// the type stays.
/// </summary>
internal sealed class PlainLines : BaseProcessor<LogRecord>
{
    private const string UserTag = "UserTag";
    private const string ErrorType = "exception.type";

    public override void OnEnd(LogRecord data)
    {
        var attributes = (data.Attributes ?? []).Where(attribute => attribute.Key != UserTag);
        data.Attributes = data.Exception is { } exception
            ? [.. attributes, new(ErrorType, exception.GetType().Name)]
            : [.. attributes];
        data.Exception = null;
        data.FormattedMessage = null;
    }
}
