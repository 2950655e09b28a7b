using System.Reflection;
using System.Xml.Linq;

namespace GoNoGo.Tests.Architecture;

/// <summary>Seven projects in a total order; each may use those to its right, none to its left (ARCHITECTURE.md).</summary>
public sealed class ProjectOrderTests
{
    private static readonly string[] Order = ["Web", "Integrations", "Blog", "Comments", "Accounts", "Gdpr", "Platform"];

    private static readonly string[] OnlyInWeb =
    [
        "Microsoft.AspNetCore.", "Microsoft.EntityFrameworkCore.Sqlite", "Microsoft.Data.Sqlite", "SQLitePCLRaw.", "Npgsql",
    ];

    /// <summary>Razor without HTTP: mails are rendered by components.</summary>
    private static readonly string[] NoHttp = ["Microsoft.AspNetCore.Components"];

    [Fact]
    public void Every_project_refers_only_to_those_on_its_right() => Breaches.MustBeNone(
        from file in Projects()
        from reference in Elements(file, "ProjectReference")
        let to = Path.GetFileNameWithoutExtension(reference.Include)
        where !IsAllowed(NameOf(file.Path), to)
        select file.Breach(reference.Line, $"{NameOf(file.Path)} must not refer to {to}"));

    [Fact]
    public void Every_assembly_uses_only_those_on_its_right() => Breaches.MustBeNone(
        from assembly in Modules.Assemblies
        from reference in assembly.GetReferencedAssemblies()
        let name = reference.Name! // A compiled reference has one.
        where IsOurs(name) && !IsAllowed(Modules.ProjectOf(assembly), Modules.ProjectOf(name))
        select $"src/{Modules.ProjectOf(assembly)}:1: uses {name}");

    [Fact]
    public void Only_Web_refers_to_AspNetCore_and_the_database_providers() => Breaches.MustBeNone(
        from file in Projects()
        where !file.Path.Contains("GoNoGo.Web", StringComparison.Ordinal)
        from reference in Elements(file, "PackageReference").Concat(Elements(file, "FrameworkReference"))
        where BelongsToWeb(reference.Include)
        select file.Breach(reference.Line, $"{reference.Include} belongs to GoNoGo.Web"));

    [Fact]
    public void Only_the_assembly_of_Web_uses_AspNetCore_and_the_database_providers() => Breaches.MustBeNone(
        from assembly in Modules.Assemblies
        where Modules.ProjectOf(assembly) != "GoNoGo.Web"
        from reference in assembly.GetReferencedAssemblies()
        where BelongsToWeb(reference.Name!) // A compiled reference has a name.
        select $"src/{Modules.ProjectOf(assembly)}:1: uses {reference.Name}, which belongs to GoNoGo.Web");

    [Theory]
    [InlineData("GoNoGo.Platform", "GoNoGo.Gdpr")]
    [InlineData("GoNoGo.Comments", "GoNoGo.Blog")]
    [InlineData("GoNoGo.Comments", "GoNoGo.Elsewhere")]
    public void A_reference_to_the_left_or_to_nowhere_is_refused(string from, string to) => Assert.False(IsAllowed(from, to));

    [Theory]
    [InlineData("Microsoft.AspNetCore.Http", true)]
    [InlineData("Npgsql", true)]
    [InlineData("Microsoft.AspNetCore.Components.Web", false)]
    public void What_belongs_to_Web_is_found(string assembly, bool belongs) => Assert.Equal(belongs, BelongsToWeb(assembly));

    [Fact]
    public void There_are_seven_projects() =>
        Assert.Equal(Order.Order(), Projects().Select(file => NameOf(file.Path)["GoNoGo.".Length..]).Order());

    private static bool BelongsToWeb(string name) =>
        OnlyInWeb.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))
        && !NoHttp.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    private static bool IsAllowed(string from, string to) => Position(to) > Position(from);

    private static int Position(string project) => Array.IndexOf(Order, project.Replace("GoNoGo.", string.Empty, StringComparison.Ordinal));

    private static bool IsOurs(string assembly) => assembly is "gonogo" || assembly.StartsWith("GoNoGo.", StringComparison.Ordinal);

    private static IEnumerable<SourceFile> Projects() => SourceTree.Files("src", "*.csproj");

    private static string NameOf(string path) => Path.GetFileNameWithoutExtension(path);

    private static IEnumerable<(string Include, int Line)> Elements(SourceFile file, string name) =>
        from element in XDocument.Parse(string.Join('\n', file.Lines), LoadOptions.SetLineInfo).Descendants(name)
        select (element.Attribute("Include")!.Value, ((System.Xml.IXmlLineInfo)element).LineNumber - 1); // MSBuild demands Include here.
}

/// <summary>The compiled modules.</summary>
internal static class Modules
{
    private static readonly string[] Names =
    [
        "gonogo", "GoNoGo.Integrations", "GoNoGo.Blog", "GoNoGo.Comments", "GoNoGo.Accounts", "GoNoGo.Gdpr", "GoNoGo.Platform",
    ];

    public static IReadOnlyList<Assembly> Assemblies { get; } = [.. Names.Select(Assembly.Load)];

    public static IEnumerable<Type> Types => Assemblies.SelectMany(assembly => assembly.GetTypes());

    public static string ProjectOf(Assembly assembly) => ProjectOf(assembly.GetName().Name!); // A loaded assembly has a name.

    public static string ProjectOf(string assembly) => assembly is "gonogo" ? "GoNoGo.Web" : assembly;
}
