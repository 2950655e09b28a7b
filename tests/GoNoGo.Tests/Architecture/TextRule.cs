using System.Text.RegularExpressions;

namespace GoNoGo.Tests.Architecture;

/// <summary>Something that no line of code may hold, except where it belongs.</summary>
/// <param name="Name">Shown as the name of the test.</param>
/// <param name="Pattern">What a line is searched for.</param>
/// <param name="Reason">What to do instead.</param>
/// <param name="Sample">A line that the rule catches, so that each rule is seen red in every run.</param>
internal sealed record TextRule(string Name, string Pattern, string Reason, string Sample)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Beginnings of the paths that the rule holds for.</summary>
    public IReadOnlyList<string> In { get; init; } = ["src/"];

    /// <summary>Beginnings of the paths where the thing belongs.</summary>
    public IReadOnlyList<string> Except { get; init; } = [];

    /// <summary>Whether what stands behind <c>//</c> counts as well.</summary>
    public bool ReadsComments { get; init; }

    public bool AppliesTo(string path) => Begins(path, In) && !Begins(path, Except);

    public IEnumerable<string> Breaches(SourceFile file) =>
        from line in file.Lines.Index()
        where Catches(line.Item)
        select file.Breach(line.Index, $"{line.Item.Trim()} — {Reason}");

    public bool Catches(string line) => Regex.IsMatch(ReadsComments ? line : WithoutComment(line), Pattern, RegexOptions.None, Patience);

    public override string ToString() => Name;

    private static bool Begins(string path, IEnumerable<string> beginnings) =>
        beginnings.Any(beginning => path.StartsWith(beginning, StringComparison.Ordinal));

    private static string WithoutComment(string line) => line.TrimStart().StartsWith("//", StringComparison.Ordinal)
        ? string.Empty
        : Regex.Replace(line, @"\s//\s.*$", string.Empty, RegexOptions.None, Patience);
}
