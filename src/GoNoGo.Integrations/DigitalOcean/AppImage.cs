using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GoNoGo.Integrations.DigitalOcean;

/// <summary>An image in a registry, as App Platform wants it taken apart.</summary>
internal sealed partial record AppImage(string Type, string? Registry, string Repository, string Tag)
{
    /// <summary>Reads <c>ghcr.io/owner/name:tag</c> and the like; null for what App Platform cannot pull.</summary>
    public static AppImage? Parse(string text)
    {
        if (Form().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var (owner, name, tag) = (match.Groups["owner"].Value, match.Groups["name"].Value, match.Groups["tag"].Value);
        return match.Groups["host"].Value switch
        {
            "ghcr.io" => new AppImage("GHCR", owner, name, tag),
            "docker.io" => new AppImage("DOCKER_HUB", owner, name, tag),
            _ => new AppImage("DOCR", Registry: null, name, tag), // The account's own registry is known by it.
        };
    }

    public JsonObject ToJson()
    {
        var image = new JsonObject { ["registry_type"] = Type, ["repository"] = Repository, ["tag"] = Tag };
        if (Registry is not null)
        {
            image["registry"] = Registry;
        }

        return image;
    }

    [GeneratedRegex(
        @"^(?<host>ghcr\.io|docker\.io|registry\.digitalocean\.com)/(?<owner>[a-z0-9][a-z0-9_.-]*)/"
        + @"(?<name>[a-z0-9][a-z0-9/_.-]*):(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})$",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Form();
}
