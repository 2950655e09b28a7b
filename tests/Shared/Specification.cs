using System.Text.Json.Nodes;

namespace GoNoGo.Testing;

/// <summary>What a service has published about itself: see Specifications/README.md.</summary>
internal sealed class Specification
{
    private readonly JsonNode document;

    private Specification(string path) => (Path, document) = (path, JsonNode.Parse(File.ReadAllText(path))!);

    public static Specification GitHub { get; } = Read("github");

    public static Specification DigitalOcean { get; } = Read("digitalocean");

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The service's own example of an answer.</summary>
    /// <param name="path">As the description has it, such as <c>/repos/{owner}/{repo}/hooks</c>.</param>
    /// <param name="method">In small letters.</param>
    /// <param name="status">The status of the answer.</param>
    /// <returns>A copy.</returns>
    public JsonNode Example(string path, string method, string status)
    {
        var content = document["paths"]![path]![method]!["responses"]![status]!["content"]!["application/json"]!;
        var example = content["example"] ?? content["examples"]!.AsObject().First().Value!["value"]!;
        return example.DeepClone();
    }

    private static Specification Read(string name) =>
        new(System.IO.Path.Combine(AppContext.BaseDirectory, "Specifications", name + ".json"));
}
