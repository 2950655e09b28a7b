using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using GoNoGo.Integrations.CodeHosting;

namespace GoNoGo.Integrations.GitHub;

/// <summary>How GitHub is spoken to about the content repository (configuration section <c>GoNoGo:GitHub</c>).</summary>
public sealed record GitHubOptions : IValidatableObject
{
    /// <summary>The section's name.</summary>
    public const string Section = "GoNoGo:GitHub";

    private const string PublicApi = "https://api.github.com";

    /// <summary>A token; null: nothing is asked of GitHub, unless there is an App. Secret.</summary>
    public string? Token { get; init; }

    /// <summary>The id of a GitHub App, in place of a token: then commits get a check with a mark at each line.</summary>
    public string? AppId { get; init; }

    /// <summary>The App's private key in PEM form; best given as <c>GoNoGo__GitHub__AppKey_FILE</c>. Secret.</summary>
    public string? AppKey { get; init; }

    /// <summary>The repository as <c>owner/name</c>. Null: that of <c>Content:Repository</c>, where it lies at GitHub.</summary>
    public string? Repository { get; init; }

    /// <summary>Whether commits and pull requests are told what the content check found.</summary>
    public bool Reports { get; init; } = true;

    /// <summary>The address of the API; another one for GitHub Enterprise, such as <c>https://github.example.org/api/v3</c>.</summary>
    [Required]
    public string ApiUrl { get; init; } = PublicApi;

    internal bool IsApp => AppId is { Length: > 0 } && AppKey is { Length: > 0 };

    internal bool HasCredentials => Token is { Length: > 0 } || IsApp;

    internal Uri ApiAddress => new(ApiUrl.TrimEnd('/') + "/");

    /// <summary>The name of the service in addresses of repositories.</summary>
    internal string GitHost => ApiUrl == PublicApi ? "github.com" : new Uri(ApiUrl).Host;

    /// <summary>What no single value shows to be wrong.</summary>
    /// <param name="validationContext">Not needed.</param>
    /// <returns>A sentence for each fault.</returns>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AppId is null != AppKey is null)
        {
            yield return new ValidationResult("and AppId go together; set both or none", [nameof(AppKey)]);
        }
        else if (AppKey is { Length: > 0 } && !IsKey(AppKey))
        {
            yield return new ValidationResult("is no private RSA key in PEM form", [nameof(AppKey)]);
        }

        if (Token is { Length: > 0 } && IsApp)
        {
            yield return new ValidationResult("and AppId exclude each other; set one of them", [nameof(Token)]);
        }

        if (Token is not null && Token.Any(letter => letter is <= ' ' or > '~'))
        {
            yield return new ValidationResult("holds what no token holds; write it on one line", [nameof(Token)]);
        }

        if (Repository is not null && HostedRepository.Parse(Repository) is null)
        {
            yield return new ValidationResult("is no repository; write it as owner/name", [nameof(Repository)]);
        }

        // A token must not cross the network in the clear.
        if (!Uri.TryCreate(ApiUrl, UriKind.Absolute, out var url) || !(url.Scheme == "https" || (url.Scheme == "http" && url.IsLoopback)))
        {
            yield return new ValidationResult("is no https:// address", [nameof(ApiUrl)]);
        }
    }

    private static bool IsKey(string pem)
    {
        try
        {
            using var key = RSA.Create();
            key.ImportFromPem(pem);
            return key.ExportParameters(includePrivateParameters: true).D is not null;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            return false;
        }
    }
}
