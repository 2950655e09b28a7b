using GoNoGo.Blog.Content;
using GoNoGo.Web.Configuration;
using GoNoGo.Web.Hosting;

namespace GoNoGo.Web.Cli;

/// <summary>Offers to make a Git repository of a content folder that is none, as whoever starts with a heap of files has it.</summary>
/// <param name="repositories">Makes it.</param>
/// <param name="error">Takes the question.</param>
internal sealed class RepositoryOffer(RepositoryInitializer repositories, TextWriter error)
{
    /// <summary>Asks where the content is a plain folder, and makes the repository if the answer is yes.</summary>
    /// <param name="repository">The content as it is configured.</param>
    /// <param name="yes">Whether the answer was given beforehand.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>Why the folder cannot be followed; null if it can.</returns>
    public async Task<string?> FindRefusalAsync(string? repository, bool yes, CancellationToken cancellationToken)
    {
        if (repository is null || LocalContent.PathOf(repository) is not { } folder || RepositoryInitializer.IsRepository(folder))
        {
            return null;
        }
        else if (!Directory.EnumerateFileSystemEntries(folder).Any())
        {
            return $"The content folder {folder} is empty; put posts into content/posts in it, or leave out --content for a starter blog.";
        }
        else if (RepositoryInitializer.RepositoryAround(folder) is { } around)
        {
            var within = Path.GetRelativePath(around, folder).Replace('\\', '/');
            return $"The content folder {folder} is a part of the Git repository {around}; "
                + $"serve that with --content '{around}' --folder '{within}', or run git init in the folder to make it one of its own.";
        }
        else if (!yes && Console.IsInputRedirected)
        {
            return $"The content folder {folder} is no Git repository; answer --yes to have it made one with a first commit of its files, "
                + "or run git init and commit there.";
        }
        else if (!yes && !await AgreesAsync(folder, cancellationToken))
        {
            return $"Nothing was changed; run git init and commit in {folder} to serve it.";
        }

        return repositories.Initialize(folder).Error?.Message;
    }

    private async Task<bool> AgreesAsync(string folder, CancellationToken cancellationToken)
    {
        await error.WriteAsync($"{folder} is no Git repository. Make it one, with a first commit of its files? [y/N] ");
        await error.FlushAsync(cancellationToken);
        var answer = await Console.In.ReadLineAsync(cancellationToken);
        return answer?.Trim().ToUpperInvariant() is "Y" or "YES";
    }
}
