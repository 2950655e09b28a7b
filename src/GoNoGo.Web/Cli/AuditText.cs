using System.Globalization;
using System.Text.Json;
using GoNoGo.Platform.Audit.Verification;

namespace GoNoGo.Web.Cli;

/// <summary>How a report on the audit trail is printed.</summary>
internal static class AuditText
{
    public static string AsText(AuditReport report)
    {
        string[] lines =
        [
            Line($"Sealed: {report.Size} entries under {report.Checkpoints} checkpoints."),
            report.Unsealed == 0
                ? "Not sealed yet: none."
                : Line($"Not sealed yet: {report.Unsealed} entries, the oldest of {report.OldestUnsealedAt:yyyy-MM-dd HH:mm:ss}Z."),
            .. report.Anchors.Select(anchor =>
                Line($"Anchored in {anchor.Name}: {anchor.Checkpoints} checkpoints, the largest of size {anchor.LargestSize}.")),
            .. report.VerifierKeys.Select(key => $"Verifier key: {Printable.Line(key)}"),
            .. report.Notices.Select(notice => $"Notice: {Printable.Line(notice)}"),
            .. report.Findings.Select(finding => $"{Word(finding.Kind)}: {Printable.Line(finding.Message)}"),
            report.IsClean ? "Clean." : Line($"Findings: {report.FindingCount}."),
            "",
        ];
        return string.Join('\n', lines);
    }

    public static string AsJson(AuditReport report) => JsonSerializer.Serialize(
        new
        {
            Clean = report.IsClean,
            report.Size,
            report.Checkpoints,
            report.Unsealed,
            report.OldestUnsealedAt,
            report.Anchors,
            report.VerifierKeys,
            report.FindingCount,
            Findings = report.Findings.Select(finding => new
            {
                Kind = Word(finding.Kind),
                finding.FirstIndex,
                finding.LastIndex,
                finding.Sequence,
                finding.Message,
            }),
            report.Notices,
        },
        CommandJson.Options) + "\n";

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Word(AuditFindingKind kind) => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());
}
