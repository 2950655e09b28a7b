using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Sockets;

namespace GoNoGo.Web.Configuration;

/// <summary>The reverse proxy in front of the server (configuration section <c>GoNoGo:Proxy</c>).</summary>
internal sealed record ProxyOptions : IValidatableObject
{
    /// <summary>The section's name.</summary>
    public const string Section = "GoNoGo:Proxy";

    // The widest networks that are anybody's own: 10.0.0.0/8 and fc00::/7. A wider one would believe strangers.
    private const int WidestIPv4 = 8;
    private const int WidestIPv6 = 7;
    private const int BitsOfMapping = 96;

    /// <summary>
    /// The networks whose forwarding headers are believed, in CIDR form (<c>10.0.0.0/8</c>); none wider than that or <c>fc00::/7</c>.
    /// Empty: nobody's.
    /// </summary>
    public IReadOnlyList<string> Networks { get; init; } = [];

    /// <summary>
    /// The path under which readers find the blog, such as <c>/blog</c>. Null: that of <c>Site:BaseUrl</c>, or the root.
    /// </summary>
    [RegularExpression("(/[A-Za-z0-9._~-]+)+")]
    public string? BasePath { get; init; }

    /// <summary>What no single value shows to be wrong.</summary>
    /// <param name="validationContext">Not needed.</param>
    /// <returns>A sentence for each fault.</returns>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var text in Networks)
        {
            if (!IPNetwork.TryParse(text, out var network))
            {
                yield return new ValidationResult($"holds '{text}'; write a network as 10.0.0.0/8 or fd00::/8", [nameof(Networks)]);
            }
            else if (IsCatchAll(network))
            {
                yield return new ValidationResult(
                    $"holds '{text}', which would let strangers say who they are; name the addresses of your proxy alone",
                    [nameof(Networks)]);
            }
        }
    }

    private static bool IsCatchAll(IPNetwork network) => network.BaseAddress switch
    {
        { AddressFamily: AddressFamily.InterNetwork } => network.PrefixLength < WidestIPv4,
        { IsIPv4MappedToIPv6: true } => network.PrefixLength < BitsOfMapping + WidestIPv4,
        _ => network.PrefixLength < WidestIPv6,
    };
}
