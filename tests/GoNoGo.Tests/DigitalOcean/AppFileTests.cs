using System.Text.Json.Nodes;
using GoNoGo.Integrations.DigitalOcean;
using GoNoGo.Tests.Architecture;
using YamlDotNet.Serialization;

namespace GoNoGo.Tests.DigitalOcean;

/// <summary>The file for who clicks the app together has what <c>gonogo deploy</c> sends.</summary>
public sealed class AppFileTests
{
    [Fact]
    public void The_file_says_what_deploy_sends_but_for_what_is_each_blogs_own()
    {
        var options = new DigitalOceanOptions
        {
            Repository = "OWNER/NAME",
            Database = "CLUSTER",
            Environment =
            [
                "GoNoGo__Site__BaseUrl=https://blog.example.org",
                "GoNoGo__Content__Repository=https://github.com/OWNER/CONTENT",
            ],
        };
        var built = AppSpec.Build(options, running: null, sendsSecrets: false).Value!;
        var text = File.ReadAllText(Path.Combine(SourceTree.Root, ".do/app.yaml"));
        var yaml = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize<object>(text);
        var file = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(ToNode(yaml)))!.AsObject();

        Assert.Empty(SpecDifference.Between(file, built).Select(change => change.ToString()));
    }

    private static JsonNode? ToNode(object? value) => value switch
    {
        IDictionary<object, object> members => new JsonObject(members.Select(member =>
            KeyValuePair.Create((string)member.Key, ToNode(member.Value)))),
        IList<object> items => new JsonArray([.. items.Select(ToNode)]),
        bool flag => flag,
        string text => text,
        null => null,
        var number => Convert.ToInt64(number, System.Globalization.CultureInfo.InvariantCulture),
    };
}
