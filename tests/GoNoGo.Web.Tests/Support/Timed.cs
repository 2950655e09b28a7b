namespace GoNoGo.Web.Tests;

/// <summary>Tests that hold a time against a bound, run when all others are done: it is the program's time then.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Timed
{
    public const string Name = "Timed";
}
