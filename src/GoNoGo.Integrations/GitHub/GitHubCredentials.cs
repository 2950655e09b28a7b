using System.Globalization;
using System.Security.Cryptography;
using GoNoGo.Integrations.CodeHosting;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Octokit;
using Octokit.Internal;

namespace GoNoGo.Integrations.GitHub;

/// <summary>
/// With what Octokit signs in: the configured token, or one of an App's installation in the repository, which is good for an hour and made
/// anew before it is over.
/// </summary>
internal sealed class GitHubCredentials(GitHubOptions options, HostedRepository repository, Func<IHttpClient> http, TimeProvider clock)
    : ICredentialStore, IDisposable
{
    // GitHub refuses more than ten minutes, and clocks differ.
    private static readonly TimeSpan KeyTokenLife = TimeSpan.FromMinutes(9);
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim turn = new(1, 1);
    private AccessToken? installation;

    public async Task<Credentials> GetCredentials()
    {
        if (!options.IsApp)
        {
            return options.Token is { Length: > 0 } token ? new Credentials(token) : Credentials.Anonymous;
        }

        await turn.WaitAsync();
        try
        {
            if (installation is null || installation.ExpiresAt - Early <= clock.GetUtcNow())
            {
                installation = await NewAsync();
            }

            return new Credentials(installation.Token);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<AccessToken> NewAsync()
    {
        var app = new GitHubClient(new Connection(
            GitHubHost.Product,
            options.ApiAddress,
            new InMemoryCredentialStore(new Credentials(KeyToken(), AuthenticationType.Bearer)),
            http(),
            new SimpleJsonSerializer()));
        var found = await app.GitHubApps.GetRepositoryInstallationForCurrent(repository.Owner, repository.Name);
        return await app.GitHubApps.CreateInstallationToken(found.Id);
    }

    private string KeyToken()
    {
        using var key = RSA.Create();
        key.ImportFromPem(options.AppKey);
        var now = clock.GetUtcNow();
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = options.AppId!.ToString(CultureInfo.InvariantCulture), // Only asked where it is set.
            IssuedAt = (now - ClockDifference).UtcDateTime,
            Expires = (now + KeyTokenLife).UtcDateTime,
            SigningCredentials = new SigningCredentials(
                new RsaSecurityKey(key) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } },
                SecurityAlgorithms.RsaSha256),
        });
    }
}
