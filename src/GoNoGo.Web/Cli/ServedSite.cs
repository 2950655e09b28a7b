using GoNoGo.Blog.Content;
using GoNoGo.Blog.Site;
using GoNoGo.Platform.Data;
using GoNoGo.Web.Hosting;
using Microsoft.Extensions.Options;

namespace GoNoGo.Web.Cli;

/// <summary>What a command knows of the blog without serving it.</summary>
internal static class ServedSite
{
    /// <summary>The settings of the blog as it is served; else as its repository has them; else none.</summary>
    public static async Task<SiteSettings> FindAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var content = services.GetRequiredService<IOptions<ContentOptions>>().Value;
        var data = services.GetRequiredService<IOptions<DataOptions>>().Value.Path;
        var served = await ContentCheck.CheckServedAsync(data, content.Folder, progress: null, cancellationToken);
        if (served.Value is null && content.Repository is { } repository && LocalContent.PathOf(repository) is { } local)
        {
            served = await ContentCheck.CheckAsync(local, content.Folder, progress: null, cancellationToken);
        }

        return served.Value?.Site ?? SiteSettings.Default;
    }
}
