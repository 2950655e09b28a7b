using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(GoNoGo.Web.Tests.ProgramsFirst))]

namespace GoNoGo.Web.Tests;

/// <summary>
/// The folders whose classes start the program most come first, in the order in which they are found. They take longest, and one of them
/// that begins last has the other processors wait for it.
/// </summary>
public sealed class ProgramsFirst : ITestCollectionOrderer
{
    private static readonly string[] Starting = [".Nodes.", ".Crash.", ".Cli.", ".Hosting.", ".Following.", ".Comments."];

    /// <inheritdoc />
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => RankOf(collection.TestCollectionDisplayName))];

    private static int RankOf(string name) =>
        Array.FindIndex(Starting, part => name.Contains(part, StringComparison.Ordinal)) is var rank and >= 0 ? rank : Starting.Length;
}
