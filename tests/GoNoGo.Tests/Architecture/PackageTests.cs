using System.Xml.Linq;

namespace GoNoGo.Tests.Architecture;

/// <summary>Every package is pinned to one version, at every depth (STYLE rule 24).</summary>
public sealed class PackageTests
{
    // Its makers release it with the rest, as a beta for as long as OpenTelemetry calls its Prometheus rules a draft (decision 0101).
    private static readonly string[] Betas = ["OpenTelemetry.Exporter.Prometheus.AspNetCore"];

    [Fact]
    public void Every_package_is_pinned_to_one_version() => Breaches.MustBeNone(
        from package in XDocument.Load(Path.Combine(SourceTree.Root, "Directory.Packages.props")).Descendants()
        where package.Name.LocalName is "PackageVersion" or "GlobalPackageReference"
        let version = package.Attribute("Version")?.Value
        let released = Betas.Contains(package.Attribute("Include")?.Value) ? version?.Split('-')[0] : version
        where !Version.TryParse(released, out _)
        select $"Directory.Packages.props:1: {package.Attribute("Include")?.Value} is not pinned to one released version");

    [Fact]
    public void No_project_names_a_version_of_its_own() => Breaches.MustBeNone(
        from file in SourceTree.Files(".", "*.csproj")
        from line in file.Lines.Index()
        where line.Item.Contains("<PackageReference", StringComparison.Ordinal) && line.Item.Contains("Version", StringComparison.Ordinal)
        select file.Breach(line.Index, "the version belongs to Directory.Packages.props"));

    [Fact]
    public void Every_project_has_its_lock_file() => Breaches.MustBeNone(
        from file in SourceTree.Files(".", "*.csproj")
        where !File.Exists(Path.GetFullPath(Path.Combine(SourceTree.Root, file.Path, "..", "packages.lock.json")))
        select file.Breach(0, "packages.lock.json is missing beside it"));
}
