using GoNoGo.Platform.Privacy;
using Microsoft.Extensions.Compliance.Classification;
using Microsoft.Extensions.Compliance.Redaction;

namespace GoNoGo.Web.Hosting;

/// <summary>
/// Keeps personal data and secrets out of the log: what a log message is given under the mark of either prints as a fixed mark, of the
/// same length whatever it stands for.
/// </summary>
internal static class Redaction
{
    public static IServiceCollection AddPersonalDataRedaction(this IServiceCollection services)
    {
        services.AddLogging(logging => logging.EnableRedaction(options => options.ApplyDiscriminator = false));
        return services.AddRedaction(redaction =>
        {
            redaction.SetRedactor<FixedMark>(
                new DataClassificationSet(PersonalData.Personal), new DataClassificationSet(PersonalData.Secret));
            redaction.SetFallbackRedactor<FixedMark>();
        });
    }
}

/// <summary>Writes the same mark for everything.</summary>
internal sealed class FixedMark : Redactor
{
    private const string Mark = "[redacted]";

    public override int GetRedactedLength(ReadOnlySpan<char> input) => Mark.Length;

    public override int Redact(ReadOnlySpan<char> source, Span<char> destination)
    {
        Mark.CopyTo(destination);
        return Mark.Length;
    }
}
