using System.Security.Cryptography;
using System.Text;

namespace GoNoGo.Benchmarks;

/// <summary>A push as a hosting service tells of it, signed with a secret of the measurement alone.</summary>
internal static class SignedPush
{
    /// <summary>The settings of a server that believes it, and looks at its repository for no other cause.</summary>
    public static readonly (string Name, string Value)[] Settings =
        [("GoNoGo__Webhooks__Secret", Secret), ("GoNoGo__Content__Watch", "false")];

    private const string Secret = "a secret of this measurement alone";

    /// <summary>The request.</summary>
    /// <param name="delivery">The delivery's own id.</param>
    public static HttpRequestMessage Request(string delivery)
    {
        var body = $$"""{"ref":"refs/heads/main","repository":{"full_name":"ada/garden"},"number":"{{delivery}}"}""";
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(body));
        return new HttpRequestMessage(HttpMethod.Post, "/webhooks/content-updated")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
            Headers =
            {
                { "X-GitHub-Event", "push" },
                { "X-GitHub-Delivery", delivery },
                { "X-Hub-Signature-256", $"sha256={Convert.ToHexStringLower(mac)}" },
            },
        };
    }
}
