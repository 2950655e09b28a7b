using System.Text.RegularExpressions;

namespace GoNoGo.Tests.Architecture;

/// <summary>Every log message has an id that no other of its class has, so that an operator can filter by it (STYLE rule 20).</summary>
public sealed partial class LogMessageTests
{
    [Fact]
    public void Every_log_message_has_an_id_of_its_own() => Breaches.MustBeNone(SourceTree.Code.SelectMany(Faults));

    [Fact]
    public void A_repeated_and_a_missing_id_are_found()
    {
        string[] lines = ["[LoggerMessage(1, LogLevel.Error, \"a\")]", "[LoggerMessage(EventId = 1)]", "[LoggerMessage(LogLevel.Error)]"];
        var file = new SourceFile("Sample.cs", lines);

        Assert.Equal(["Sample.cs:2: the log id 1 is taken", "Sample.cs:3: the log message has no id"], Faults(file));
    }

    private static IEnumerable<string> Faults(SourceFile file)
    {
        var taken = new HashSet<string>();
        for (var i = 0; i < file.Lines.Count; i++)
        {
            if (!file.Lines[i].Contains("[LoggerMessage(", StringComparison.Ordinal))
            {
                continue;
            }

            // An attribute may go over several lines.
            var attribute = string.Join(' ', file.Lines.Skip(i).Take(4));
            if (Id().Match(attribute) is not { Success: true } match)
            {
                yield return file.Breach(i, "the log message has no id");
            }
            else if (!taken.Add(match.Groups["id"].Value))
            {
                yield return file.Breach(i, $"the log id {match.Groups["id"].Value} is taken");
            }
        }
    }

    [GeneratedRegex(@"^\s*\[LoggerMessage\(\s*(EventId = )?(?<id>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Id();
}
