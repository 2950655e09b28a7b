using System.Globalization;
using System.Text.RegularExpressions;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Api;

namespace GoNoGo.Tests.Architecture;

/// <summary>docs/api.md tells of every refusal that can be answered over HTTP, with its status.</summary>
public sealed partial class ApiDocumentTests
{
    [Fact]
    public void Every_refusal_stands_in_the_table_of_problem_types_with_its_status()
    {
        var lines = File.ReadAllLines(Path.Combine(SourceTree.Root, "docs/api.md"));

        Breaches.MustBeNone(
            from refusal in Declared().Concat(Unreadable()).Append((new Unexpected().Code, Status: 500)).Distinct()
            let row = string.Create(CultureInfo.InvariantCulture, $"| `{refusal.Code}` | {refusal.Status} |")
            where !lines.Any(line => line.StartsWith(row, StringComparison.Ordinal))
            select $"docs/api.md:1: the row '{row}' is missing");
    }

    /// <summary>The refusals of the families that <see cref="Problems"/> maps, each made once to read its code and status.</summary>
    private static IEnumerable<(string Code, int Status)> Declared() =>
        from type in Modules.Types
        where type.IsSubclassOf(typeof(Error)) && !type.IsAbstract && type != typeof(BadRequest)
        let refusal = Made(type)
        where refusal is InvalidField or InvalidFields or NotFound or Conflict or Forbidden or Unavailable
        select (refusal.Code, Problems.For(refusal).StatusCode);

    /// <summary>Requests that cannot be read: their status and code stand side by side in the code.</summary>
    private static IEnumerable<(string Code, int Status)> Unreadable() =>
        from file in SourceTree.Code
        from match in BadRequests().Matches(string.Join('\n', file.Lines))
        select (match.Groups["code"].Value, int.Parse(match.Groups["status"].Value, CultureInfo.InvariantCulture));

    private static Error Made(Type type)
    {
        var constructor = type.GetConstructors().MinBy(candidate => candidate.GetParameters().Length)!; // A record has one.
        var arguments = constructor.GetParameters().Select(object (parameter) => parameter.ParameterType switch
        {
            var text when text == typeof(string) => "sample",
            var id when id == typeof(Guid) => Guid.Empty,
            var number when number == typeof(int) => 1,
            var moment when moment == typeof(DateTimeOffset) => DateTimeOffset.UnixEpoch,
            _ => Array.Empty<InvalidField>(),
        });
        return (Error)constructor.Invoke([.. arguments]);
    }

    [GeneratedRegex(@"Status(?<status>4\d\d)\w+,\s*""(?<code>[a-z_]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BadRequests();
}
