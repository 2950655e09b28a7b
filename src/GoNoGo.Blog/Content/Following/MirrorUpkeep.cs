using GoNoGo.Blog.Content.Git;
using LibGit2Sharp;
using Microsoft.Extensions.Logging;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace GoNoGo.Blog.Content.Following;

/// <summary>Keeps the mirror tidy between two fetches, when those who asked for a look are answered.</summary>
internal sealed partial class MirrorUpkeep(GitMirror mirror, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan Retry = TimeSpan.FromHours(1);

    private DateTimeOffset notBefore;

    /// <summary>Gathers what fetches have left, where that is much; what fails is logged and tried again in an hour.</summary>
    public void Run()
    {
        var now = clock.GetUtcNow();
        if (now < notBefore)
        {
            return;
        }

        try
        {
            mirror.Repositories.GatherPacks(now);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or LibGit2SharpException)
        {
            notBefore = now + Retry;
            LogNotGathered(logger, exception);
        }
    }

    [LoggerMessage(5, LogLevel.Warning, "The packs of the mirror could not be gathered; it is tried again in an hour")]
    private static partial void LogNotGathered(ILogger logger, Exception exception);
}
