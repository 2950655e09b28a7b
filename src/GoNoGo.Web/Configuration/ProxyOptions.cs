using System.ComponentModel.DataAnnotations;
using System.Net;

namespace GoNoGo.Web.Configuration;

/// <summary>The reverse proxy in front of the server (configuration section <c>GoNoGo:Proxy</c>).</summary>
internal sealed record ProxyOptions : IValidatableObject
{
    /// <summary>The section's name.</summary>
    public const string Section = "GoNoGo:Proxy";

    /// <summary>The networks whose forwarding headers are believed, in CIDR form (<c>10.0.0.0/8</c>). Empty: nobody's.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];

    /// <summary>The path under which the proxy shows the blog, such as <c>/blog</c>. Null: the root.</summary>
    [RegularExpression("/.*[^/]")]
    public string? BasePath { get; init; }

    /// <summary>What no single value shows to be wrong.</summary>
    /// <param name="validationContext">Not needed.</param>
    /// <returns>A sentence for each fault.</returns>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from network in Networks
        where !IPNetwork.TryParse(network, out _)
        select new ValidationResult($"holds '{network}'; write a network as 10.0.0.0/8 or fd00::/8", [nameof(Networks)]);
}
