using System.CommandLine;
using System.Globalization;
using GoNoGo.Platform.Audit.Export;
using GoNoGo.Platform.Audit.Sealing;
using GoNoGo.Platform.Audit.Verification;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Hosting;

namespace GoNoGo.Web.Cli;

/// <summary><c>gonogo audit</c>: proves the audit trail, hands it to an auditor, takes its newest checkpoint outside.</summary>
internal static class AuditCommand
{
    public static Command Describe(SettingOptions options, TimeProvider clock) => new ExampleCommand(
        "audit", "Verifies, exports and anchors the audit trail.", "gonogo audit verify")
    {
        Verify(options, clock),
        Export(options, clock),
        Anchor(options, clock),
    };

    private static ExampleCommand Verify(SettingOptions options, TimeProvider clock)
    {
        var export = new Option<string?>("--export")
        {
            Description = "Verify this file instead, written by gonogo audit export; needs no database and no data folder",
            HelpName = "FILE",
        };
        var key = new Option<string[]>("--key")
        {
            Description = "A verifier key that alone is trusted, as this command prints it; may be given several times",
            HelpName = "VKEY",
            DefaultValueFactory = _ => [],
        };
        var json = new Option<bool>("--json") { Description = "Print the report as JSON" };
        var command = new ExampleCommand(
            "verify",
            "Recomputes the whole audit trail and compares it with every checkpoint, here and where they are anchored. Answers 1 if "
            + "anything was edited, removed, reordered, cut, forked or rolled back; what is not sealed yet is told and no problem.",
            "gonogo audit verify --export audit.jsonl --key 'blog.example.org/audit+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'")
        {
            export,
            key,
            json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var keys = parsed.GetRequiredValue(key);
            if (parsed.GetValue(export) is not { } file)
            {
                return await CommandScope.RunAsync(options, parsed, clock, async services =>
                {
                    await services.GetRequiredService<Preparation>().RunAsync(cancellationToken);
                    var verifier = services.GetRequiredService<AuditVerifier>();
                    return await PrintAsync(
                        parsed, parsed.GetValue(json), progress => verifier.VerifyAsync(keys, progress, cancellationToken));
                });
            }

            var outcome = await PrintAsync(
                parsed, parsed.GetValue(json), progress => ExportVerifier.VerifyAsync(file, keys, progress, cancellationToken));
            return await ExitCodeAsync(parsed, outcome);
        });
        return command;
    }

    private static ExampleCommand Export(SettingOptions options, TimeProvider clock)
    {
        var file = new Option<string?>("--out") { Description = "The file to write [default: standard output]", HelpName = "FILE" };
        var overwrite = PrivateFile.OverwriteOption();
        var entry = new Option<long?>("--entry")
        {
            Description = "Only this entry, with the proof that it is in the tree of the newest checkpoint",
            HelpName = "SEQUENCE",
        };
        var command = new ExampleCommand(
            "export",
            "Writes the audit trail into one file that gonogo audit verify --export verifies on any machine. It holds the details of "
            + "the entries, which may be personal data: give it to an auditor and to nobody else.",
            "gonogo audit export --out audit.jsonl")
        {
            file,
            overwrite,
            entry,
        };
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            await services.GetRequiredService<Preparation>().RunAsync(cancellationToken);
            var export = services.GetRequiredService<AuditExport>();
            var (path, sequence) = (parsed.GetValue(file), parsed.GetValue(entry));
            return await PrivateFile.WriteAsync(path ?? PrivateFile.StandardOutput, parsed.GetValue(overwrite), target =>
                sequence is { } wanted
                    ? WriteEntryAsync(parsed, export, wanted, target, cancellationToken)
                    : WriteAllAsync(parsed, export, target, cancellationToken));
        }));
        return command;
    }

    private static ExampleCommand Anchor(SettingOptions options, TimeProvider clock)
    {
        var command = new ExampleCommand(
            "anchor", "Seals what waits and takes the newest checkpoint to every anchor, now.", "gonogo audit anchor");
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            await services.GetRequiredService<Preparation>().RunAsync(cancellationToken);
            var output = parsed.InvocationConfiguration.Output;
            var sealing = await services.GetRequiredService<AuditSealing>().SealAsync(cancellationToken);
            if (!sealing.Succeeded(out var entries, out var refusal))
            {
                return refusal;
            }

            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Entries sealed: {entries.Count}."));
            var anchorings = await services.GetRequiredService<AuditAnchoring>().PublishAsync(cancellationToken);
            foreach (var anchoring in anchorings)
            {
                await output.WriteLineAsync(Sentence(anchoring));
            }

            if (anchorings.Count == 0)
            {
                await output.WriteLineAsync("The audit trail is empty; there is nothing to anchor.");
            }

            return anchorings.Any(anchoring => anchoring.Outcome is OutboundOutcome.TransientFailure or OutboundOutcome.PermanentFailure)
                ? ExitCode.Failed
                : ExitCode.Done;
        }));
        return command;
    }

    private static async Task<Result<int>> PrintAsync(
        ParseResult parsed, bool json, Func<IProgress<(int Done, int Total)>, Task<Result<AuditReport>>> verify)
    {
        var outcome = await ProgressBar.ShowAsync("Verifying", verify);
        if (!outcome.Succeeded(out var report, out var refusal))
        {
            return refusal;
        }

        await parsed.InvocationConfiguration.Output.WriteAsync(json ? AuditText.AsJson(report) : AuditText.AsText(report));
        return report.IsClean ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<int> ExitCodeAsync(ParseResult parsed, Result<int> outcome)
    {
        if (outcome.Succeeded(out var exitCode, out var refusal))
        {
            return exitCode;
        }

        await parsed.InvocationConfiguration.Error.WriteLineAsync(refusal.Message);
        return ExitCode.Failed;
    }

    private static async Task<Result<int>> WriteAllAsync(
        ParseResult parsed, AuditExport export, Stream target, CancellationToken cancellationToken)
    {
        var notices = await ProgressBar.ShowAsync("Writing", progress => export.WriteAsync(target, progress, cancellationToken));
        foreach (var notice in notices)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync(Printable.Line(notice));
        }

        return ExitCode.Done;
    }

    private static async Task<Result<int>> WriteEntryAsync(
        ParseResult parsed, AuditExport export, long sequence, Stream target, CancellationToken cancellationToken)
    {
        if (!(await export.WriteEntryAsync(sequence, target, cancellationToken)).Succeeded(out var proven, out var refusal))
        {
            return refusal;
        }

        await parsed.InvocationConfiguration.Error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"Entry {sequence} is at index {proven.Index} of a tree of {proven.Size}."));
        return ExitCode.Done;
    }

    private static string Sentence(Anchoring anchoring) => FormattableString.Invariant(anchoring.Outcome switch
    {
        OutboundOutcome.Delivered => $"{anchoring.Anchor}: size {anchoring.Size} in {anchoring.Whereabouts}",
        OutboundOutcome.Skipped skipped => $"{anchoring.Anchor}: skipped, {skipped.Reason}",
        OutboundOutcome.TransientFailure failure => $"{anchoring.Anchor}: failed for now ({failure.ErrorType}); run this again later",
        OutboundOutcome.PermanentFailure failure => $"{anchoring.Anchor}: refused ({failure.ErrorType}); see docs/operations/audit.md",
        _ => $"{anchoring.Anchor}: {anchoring.Outcome.GetType().Name}",
    });
}
