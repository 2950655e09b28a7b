using System.Globalization;
using System.Text.Json.Nodes;

namespace GoNoGo.Integrations.DigitalOcean;

/// <summary>What a spec changes of the one that runs, line by line, with no secret in it.</summary>
internal static class SpecDifference
{
    private const string Hidden = "(secret)";

    public static IReadOnlyList<SpecChange> Between(JsonObject? running, JsonObject wanted)
    {
        var before = Flatten(running);
        var after = Flatten(wanted);
        return
        [
            .. from path in before.Keys.Union(after.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
               let old = before.GetValueOrDefault(path)
               let now = after.GetValueOrDefault(path)
               where old?.Value != now?.Value
               select new SpecChange(path, old?.Shown, now?.Shown),
        ];
    }

    private static Dictionary<string, Leaf> Flatten(JsonObject? spec)
    {
        var leaves = new Dictionary<string, Leaf>(StringComparer.Ordinal);
        if (spec is not null)
        {
            Walk(spec, "", isSecret: false, leaves);
        }

        return leaves;
    }

    private static void Walk(JsonNode? node, string path, bool isSecret, Dictionary<string, Leaf> leaves)
    {
        switch (node)
        {
            case JsonObject members:
                var holdsSecret = isSecret || (string?)(members["type"] as JsonValue) == "SECRET";
                foreach (var (name, member) in members)
                {
                    var isHere = (holdsSecret && name == "value") || name.Contains("credentials", StringComparison.Ordinal)
                        || name.Contains("password", StringComparison.Ordinal) || name.Contains("token", StringComparison.Ordinal);
                    Walk(member, path.Length == 0 ? name : $"{path}.{name}", isHere, leaves);
                }

                break;
            case JsonArray items:
                for (var i = 0; i < items.Count; i++)
                {
                    var name = NameOf(items[i]) ?? i.ToString(CultureInfo.InvariantCulture);
                    Walk(items[i], $"{path}.{name}", isSecret, leaves);
                }

                break;
            case not null:
                var text = node.ToJsonString();
                leaves[path] = new Leaf(text, isSecret ? Hidden : node.ToString());
                break;
        }
    }

    // Components and variables are known by their names, whatever order the service keeps them in.
    private static string? NameOf(JsonNode? item) => item is JsonObject members
        ? (string?)(members["key"] as JsonValue) ?? (string?)(members["name"] as JsonValue)
        : null;

    private sealed record Leaf(string Value, string Shown);
}

/// <summary>A line of the difference. No secret is in it.</summary>
/// <param name="Path">Where in the spec.</param>
/// <param name="Before">What is there now; null for nothing.</param>
/// <param name="After">What is to be there; null for nothing.</param>
public sealed record SpecChange(string Path, string? Before, string? After);
