using System.Text.RegularExpressions;

namespace GoNoGo.Integrations.CodeHosting;

/// <summary>A repository at a hosting service.</summary>
/// <param name="Owner">Whose it is.</param>
/// <param name="Name">Its name.</param>
public sealed partial record HostedRepository(string Owner, string Name)
{
    private const int LongestName = 200;

    /// <summary>Reads <c>owner/name</c>.</summary>
    /// <param name="text">Such as <c>ada/garden</c>.</param>
    /// <returns>Null for anything else.</returns>
    public static HostedRepository? Parse(string? text) =>
        text is { Length: <= LongestName } && OwnerAndName().Match(text) is { Success: true } match
            ? new HostedRepository(match.Groups["owner"].Value, match.Groups["name"].Value)
            : null;

    /// <summary>Reads the address of a Git repository, as HTTPS and SSH have it.</summary>
    /// <param name="address">Such as <c>https://github.com/ada/garden.git</c> or <c>git@github.com:ada/garden.git</c>.</param>
    /// <param name="host">The service's name in such addresses.</param>
    /// <returns>Null where it is another service's, or a path.</returns>
    public static HostedRepository? OfAddress(string? address, string host)
    {
        ArgumentNullException.ThrowIfNull(host);
        if (address is null)
        {
            return null;
        }

        var (of, path) = Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is "https" or "http" or "ssh"
            ? (url.Host, url.AbsolutePath)
            : ScpLike().Match(address) is { Success: true } scp ? (scp.Groups["host"].Value, scp.Groups["path"].Value) : ("", "");
        var name = path.Trim('/');
        return of.Equals(host, StringComparison.OrdinalIgnoreCase)
            ? Parse(name.EndsWith(".git", StringComparison.OrdinalIgnoreCase) ? name[..^".git".Length] : name)
            : null;
    }

    /// <summary>Owner and name.</summary>
    /// <returns>Such as <c>ada/garden</c>.</returns>
    public override string ToString() => $"{Owner}/{Name}";

    [GeneratedRegex("^(?<owner>[A-Za-z0-9][A-Za-z0-9-]*)/(?<name>[A-Za-z0-9._-]+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OwnerAndName();

    [GeneratedRegex(@"^[^@\s/]+@(?<host>[A-Za-z0-9.-]+):(?<path>[^\s]+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ScpLike();
}
