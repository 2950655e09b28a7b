using LibGit2Sharp;

namespace GoNoGo.Blog.Content.Git;

/// <summary>The token that opens a private repository over HTTPS; no other server gets it, wherever the repository's may lead.</summary>
internal sealed class GitToken(string? token, RepositoryAddress address)
{
    public Credentials Answer(string url, string? userFromUrl, SupportedCredentialTypes types) => token is not null && IsOfRepository(url)
        // Hosting services take a token as the password of any user; GitHub and GitLab both accept this name.
        ? new UsernamePasswordCredentials { Username = "oauth2", Password = token }
        : new DefaultCredentials();

    private bool IsOfRepository(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var asking)
        && Uri.TryCreate(address.Location, UriKind.Absolute, out var repository)
        && Uri.Compare(asking, repository, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
