using System.Text.RegularExpressions;
using GoNoGo.Platform.Results;

namespace GoNoGo.Blog.Content.Git;

/// <summary>Where a repository is, after everything that Git would run or guess has been refused.</summary>
internal sealed partial record RepositoryAddress(RepositoryTransport Transport, string Location)
{
    private static readonly ContentUnavailable NotAllowed = new(
        "repository_address_refused",
        "The content repository must be a path, a file:// or https:// URL or an SSH address (http:// only on this machine).");

    private static readonly ContentUnavailable SecretInAddress = new(
        "repository_address_holds_secret",
        "The URL of the content repository must hold no user or password; give a token as GoNoGo__Content__Token_FILE.");

    public static Result<RepositoryAddress> Parse(string text)
    {
        if (text.Length is 0 or > 2048 || text[0] == '-' || text.Any(char.IsControl) || RemoteHelper().IsMatch(text))
        {
            return NotAllowed;
        }

        return text.Contains("://", StringComparison.Ordinal) ? ParseUrl(text)
            : ScpLike().IsMatch(text) ? new RepositoryAddress(RepositoryTransport.Ssh, text)
            : new RepositoryAddress(RepositoryTransport.Local, Path.GetFullPath(text));
    }

    private static Result<RepositoryAddress> ParseUrl(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Host.StartsWith('-') || url.UserInfo.StartsWith('-'))
        {
            return NotAllowed;
        }

        return url.Scheme switch
        {
            "file" when url.IsLoopback => new RepositoryAddress(RepositoryTransport.Local, Path.GetFullPath(url.LocalPath)),
            "ssh" when url.UserInfo.Contains(':', StringComparison.Ordinal) => SecretInAddress,
            "ssh" => new RepositoryAddress(RepositoryTransport.Ssh, text),
            "https" or "http" when url.UserInfo.Length > 0 => SecretInAddress,
            "https" => new RepositoryAddress(RepositoryTransport.Http, text),
            "http" when url.IsLoopback => new RepositoryAddress(RepositoryTransport.Http, text),
            _ => NotAllowed,
        };
    }

    // `ext::sh -c …` and its like name a program that Git would run.
    [GeneratedRegex(@"^[A-Za-z0-9+.\-]+::", RegexOptions.None, 1000)]
    private static partial Regex RemoteHelper();

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9._\-]*@[A-Za-z0-9][A-Za-z0-9.\-]*:[^\s]+$", RegexOptions.None, 1000)]
    private static partial Regex ScpLike();
}

internal enum RepositoryTransport
{
    Local,
    Http,
    Ssh,
}
