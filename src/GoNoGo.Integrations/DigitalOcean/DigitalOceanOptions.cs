using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace GoNoGo.Integrations.DigitalOcean;

/// <summary>
/// How this program is deployed to DigitalOcean App Platform and looks at itself there (section <c>GoNoGo:DigitalOcean</c>).
/// </summary>
public sealed partial record DigitalOceanOptions : IValidatableObject
{
    /// <summary>The section's name.</summary>
    public const string Section = "GoNoGo:DigitalOcean";

    private const int MostInstances = 250;

    /// <summary>A token of the account; null: nothing is asked of DigitalOcean. Secret.</summary>
    public string? Token { get; init; }

    /// <summary>The id of the app. Null: <c>gonogo deploy</c> looks for one of the name, and makes it where there is none.</summary>
    [RegularExpression("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
    public string? AppId { get; init; }

    /// <summary>The name of the app.</summary>
    [Required]
    [RegularExpression("^[a-z][a-z0-9-]{0,30}[a-z0-9]$")]
    public string AppName { get; init; } = "gonogo";

    /// <summary>Where it runs: <c>ams</c> or <c>fra</c>. <c>ams3</c> and <c>fra1</c> mean the same; no other is in the EU.</summary>
    [Required]
    public string Region { get; init; } = "fra";

    /// <summary>
    /// The image: <c>ghcr.io/owner/name:tag</c>, <c>docker.io/owner/name:tag</c> or <c>registry.digitalocean.com/registry/name:tag</c>.
    /// </summary>
    public string? Image { get; init; }

    /// <summary>
    /// In place of an image, the GitHub repository of the program as <c>owner/name</c>, from whose Dockerfile it is built.
    /// </summary>
    public string? Repository { get; init; }

    /// <summary>The branch of <see cref="Repository"/>.</summary>
    [Required]
    public string Branch { get; init; } = "main";

    /// <summary>The folder in <see cref="Repository"/> that holds the Dockerfile.</summary>
    [Required]
    public string SourceFolder { get; init; } = "/";

    /// <summary>How many instances run.</summary>
    [Range(1, MostInstances)]
    public int InstanceCount { get; init; } = 1;

    /// <summary>How large each is, as App Platform names it.</summary>
    [Required]
    [RegularExpression("^[a-z0-9][a-z0-9.-]{1,40}$")]
    public string InstanceSize { get; init; } = "apps-s-1vcpu-1gb";

    /// <summary>The managed PostgreSQL cluster; it must stand in the EU as well. Without one nothing is deployed.</summary>
    [RegularExpression("^[a-z0-9][a-z0-9-]{0,62}$")]
    public string? Database { get; init; }

    /// <summary>The database in it.</summary>
    [Required]
    [RegularExpression("^[a-z][a-z0-9_-]{0,62}$")]
    public string DatabaseName { get; init; } = "gonogo";

    /// <summary>The second database in it, which holds the keys.</summary>
    [Required]
    [RegularExpression("^[a-z][a-z0-9_-]{0,62}$")]
    public string KeysDatabaseName { get; init; } = "gonogo_keys";

    /// <summary>Further variables of the running program, each <c>NAME=VALUE</c>. No secrets.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary>Secret variables, each <c>NAME=FILE</c>: the content of the file is sent once and kept encrypted by App Platform.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>An API token of the running blog that may read its health, for <c>gonogo metrics</c>. Secret.</summary>
    public string? SiteToken { get; init; }

    /// <summary>Whether this process itself runs there; set by <c>gonogo deploy</c>.</summary>
    public bool RunsHere { get; init; }

    /// <summary>The address of the API.</summary>
    [Required]
    public string ApiUrl { get; init; } = "https://api.digitalocean.com";

    /// <summary>What no single value shows to be wrong.</summary>
    /// <param name="validationContext">Not needed.</param>
    /// <returns>A sentence for each fault.</returns>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Token is not null && Token.Any(letter => letter is <= ' ' or > '~'))
        {
            yield return new ValidationResult("holds what no token holds; write it on one line", [nameof(Token)]);
        }

        if (Image is not null && Repository is not null)
        {
            yield return new ValidationResult("and Repository exclude each other; set one of them", [nameof(Image)]);
        }

        foreach (var (name, lines) in new[] { (nameof(Environment), Environment), (nameof(Secrets), Secrets) })
        {
            if (lines.Any(line => !Variable().IsMatch(line)))
            {
                yield return new ValidationResult("holds a line that is not NAME=VALUE", [name]);
            }
        }

        // A token must not cross the network in the clear.
        if (!Uri.TryCreate(ApiUrl, UriKind.Absolute, out var url) || !(url.Scheme == "https" || (url.Scheme == "http" && url.IsLoopback)))
        {
            yield return new ValidationResult("is no https:// address", [nameof(ApiUrl)]);
        }
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*=", RegexOptions.None, 1000)]
    private static partial Regex Variable();
}
