using GoNoGo.Blog;
using GoNoGo.Blog.Content;
using GoNoGo.Blog.Images;
using GoNoGo.Blog.Posts;
using GoNoGo.Comments;
using GoNoGo.Gdpr.Register;
using GoNoGo.Gdpr.Retention;
using GoNoGo.Gdpr.UserActions;
using GoNoGo.Integrations.Email;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Privacy.Declaration;
using GoNoGo.Web.Feeds;
using GoNoGo.Web.Hosting;
using GoNoGo.Web.Pages.Keeping;
using GoNoGo.Web.Theme;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace GoNoGo.Web.Pages;

/// <summary>Registers what the public pages are made with.</summary>
internal static class PageServices
{
    /// <summary>Expects SnapshotStore, BlogService and TimeProvider from the modules; PageSources and ReaderActions are kept.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services, Func<IServiceProvider, PublicAddress> address)
    {
        services.AddSingleton(address);
        services.AddSingleton<ThemeFiles>();
        services.AddSingleton<Admin.Frame.AdminFiles>();
        services.AddSingleton<PageRenderer>();
        services.AddSingleton<PageWriter>();
        services.TryAddSingleton<PageVersions>();
        services.AddSingleton<PageCache>();
        services.AddSingleton<PageCompression>();
        services.AddHostedService(provider => provider.GetRequiredService<PageCompression>());
        services.AddSingleton<AbsoluteHtml>();
        services.TryAddScoped(provider => new PageSources(
            (slug, after, cancellationToken) => provider.GetRequiredService<BlogService>()
                .GetPostWithCommentsAsync(slug, Viewer.Anonymous, after, cancellationToken),
            provider.GetRequiredService<PostSearch>().Find,
            provider.GetRequiredService<AssetStore>().OpenAsync,
            ConsentWords.In,
            site => PrivacyNotice.Of(
                provider.GetRequiredService<DataMap>(),
                provider.GetRequiredService<IOptions<RetentionOptions>>().Value,
                OperatorFacts.Of(site, provider.GetRequiredService<IOptions<MailOptions>>().Value),
                site.Language,
                site.Languages))
        {
            CountComments = (slugs, cancellationToken) =>
                CountAsync(provider.GetRequiredService<IServiceScopeFactory>(), slugs, cancellationToken),
            OpenPicture = provider.GetRequiredService<PictureShelf>().Open,
        });
        services.TryAddSingleton(provider => new ReaderActions(provider.GetRequiredService<UserActionProcessor>().Accept));
        return services;
    }

    /// <summary>In a scope of its own: who waits for it may go on before the driver lets go of a database that does not answer.</summary>
    private static async Task<IReadOnlyDictionary<string, int>> CountAsync(
        IServiceScopeFactory scopes, IReadOnlyList<string> slugs, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CommentService>().CountAsync(slugs, cancellationToken);
    }
}
