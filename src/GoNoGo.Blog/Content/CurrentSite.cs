using GoNoGo.Blog.Content.Git;
using GoNoGo.Blog.Site;
using GoNoGo.Platform.Data;
using Microsoft.Extensions.Options;

namespace GoNoGo.Blog.Content;

/// <summary>
/// The blog's own settings, also for a command beside the server: as they are served; else as the data folder has them from the last run;
/// else as a repository on this machine has them; else none.
/// </summary>
/// <param name="snapshots">What is served.</param>
/// <param name="content">Where the content comes from.</param>
/// <param name="data">The data folder.</param>
public sealed class CurrentSite(SnapshotStore snapshots, IOptions<ContentOptions> content, IOptions<DataOptions> data)
{
    private Task<SiteSettings>? unserved;

    /// <summary>Finds them. What nobody serves is read once.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Defaults where there is no content.</returns>
    public Task<SiteSettings> FindAsync(CancellationToken cancellationToken) => snapshots.Current is { } served
        ? Task.FromResult(served.Site)
        : LazyInitializer.EnsureInitialized(ref unserved, ReadAsync).WaitAsync(cancellationToken);

    private async Task<SiteSettings> ReadAsync()
    {
        var options = content.Value;
        var found = await ContentCheck.CheckServedAsync(data.Value.Path, options.Folder, progress: null, CancellationToken.None);
        if (found.Value is null && options.Repository is { } repository
            && RepositoryAddress.Parse(repository).Value is { Transport: RepositoryTransport.Local } local)
        {
            found = await ContentCheck.CheckAsync(local.Location, options.Folder, progress: null, CancellationToken.None);
        }

        return found.Value?.Site ?? SiteSettings.Default;
    }
}
