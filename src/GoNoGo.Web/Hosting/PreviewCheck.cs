using GoNoGo.Blog.Content;
using GoNoGo.Web.Configuration;

namespace GoNoGo.Web.Hosting;

/// <summary>A preview shows what nobody has published yet: it is for the author's own machine.</summary>
internal static class PreviewCheck
{
    /// <summary>Looks whether a preview is asked for where it may not or cannot be.</summary>
    /// <param name="settings">The whole configuration.</param>
    /// <returns>What is wrong; null if nothing is.</returns>
    public static SettingRefused? FindRefusal(Settings settings)
    {
        var content = settings.Get<ContentOptions>(ContentOptions.Section);
        if (!content.Preview)
        {
            return null;
        }
        else if (settings.Get<SiteOptions>(SiteOptions.Section).IsProduction || !settings.Urls.All(IsLoopback))
        {
            return new SettingRefused(
                "--watch shows what is not published yet, to this machine alone: listen on localhost and leave out GoNoGo:Site:BaseUrl.");
        }

        return content.Repository is not { } repository
            || (LocalContent.PathOf(repository) is { } path && !RepositoryInitializer.IsBare(path))
            ? null
            : new SettingRefused(
                $"--watch needs files to watch, and {repository} has none; give the folder in which you write with --content.");
    }

    private static bool IsLoopback(string url) => Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.IsLoopback;
}
