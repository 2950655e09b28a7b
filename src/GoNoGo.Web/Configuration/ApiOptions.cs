using System.ComponentModel.DataAnnotations;

namespace GoNoGo.Web.Configuration;

/// <summary>Who may use the JSON API from pages of their own (configuration section <c>GoNoGo:Api</c>).</summary>
internal sealed record ApiOptions : IValidatableObject
{
    /// <summary>The section's name.</summary>
    public const string Section = "GoNoGo:Api";

    /// <summary>
    /// The origins whose pages may read posts and comments and send comments (<c>https://www.example.org</c>), without cookies and without
    /// what needs a permission. Empty: none.
    /// </summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>What no single value shows to be wrong.</summary>
    /// <param name="validationContext">Not needed.</param>
    /// <returns>A sentence for each fault.</returns>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from origin in Origins
        where !IsOrigin(origin)
        select new ValidationResult(
            $"holds '{origin}'; write an origin as https://www.example.org, without a path; a wildcard is not taken", [nameof(Origins)]);

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
        && url.GetLeftPart(UriPartial.Authority).Equals(text, StringComparison.OrdinalIgnoreCase);
}
