using GoNoGo.Blog.Content;
using GoNoGo.Blog.Content.Building;
using GoNoGo.Blog.Content.Following;
using GoNoGo.Blog.Content.Git;
using GoNoGo.Blog.Images;
using GoNoGo.Blog.Posts;
using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GoNoGo.Blog;

/// <summary>Registers what this project brings.</summary>
public static class BlogServices
{
    /// <summary>Adds the blog: its content, the follower of its repository, and what readers ask of it.</summary>
    /// <param name="services">Must also get <see cref="TimeProvider"/>, <see cref="DataOptions"/> and the comments.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddBlog(this IServiceCollection services)
    {
        services.AddOptions<ContentOptions>().BindConfiguration(ContentOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SnapshotStore>();
        services.AddScoped<BlogService>();
        services.AddSingleton<PostSearch>();
        services.AddSingleton<DraftLinks>();
        services.AddSingleton<IPostCatalog, SnapshotCatalog>();
        services.AddSingleton<IModerationPolicies, SnapshotPolicies>();
        services.AddSingleton(new ModelPart(typeof(BlogServices).Assembly));
        services.AddSingleton<RepositoryInitializer>();
        services.AddSingleton<StarterBlog>();
        services.AddSingleton<BodyRenderer>();
        services.AddSingleton(provider => new PictureShelf(DataPath(provider)));
        services.AddSingleton(provider => new EditHistory(DataPath(provider)));
        services.AddSingleton<EditWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<EditWorker>());
        services.AddSingleton(provider => new BuildShelf(DataPath(provider)));
        services.AddSingleton<SnapshotBuilder>();
        services.AddSingleton<PostMoves>();
        services.AddSingleton<Takeover>();
        services.AddHostedService<ReadAhead>();
        services.AddSingleton(provider => new GitMirror(GitMirror.PathIn(DataPath(provider))));
        services.AddSingleton(provider => new CommitNotes(provider.GetRequiredService<GitMirror>()));
        services.AddSingleton(provider => new AssetStore(provider.GetRequiredService<GitMirror>()));
        services.AddSingleton(provider => new ContentSource(
            provider.GetRequiredService<GitMirror>(),
            Remotes(provider.GetRequiredService<IOptions<ContentOptions>>().Value.Token),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new CommitChecks(
            provider.GetRequiredService<IOptions<ContentOptions>>().Value,
            provider.GetRequiredService<GitMirror>(),
            Remotes(provider.GetRequiredService<IOptions<ContentOptions>>().Value.Token),
            DataPath(provider)));
        services.AddSingleton<IAuditAnchor>(TagAnchor);
        services.AddSingleton(Follower);
        services.AddHostedService(provider => provider.GetRequiredService<ContentFollower>());
        services.AddSingleton<PictureWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<PictureWorker>());
        AddHealth(services);
        return services;
    }

    private static void AddHealth(IServiceCollection services)
    {
        services.AddSingleton<CurrentSite>();
        services.AddSingleton(provider => new RemoteLook(provider.GetRequiredService<IOptions<ContentOptions>>().Value.Token));
        services.AddHealthCheck<ContentHealthCheck>(ContentHealthCheck.Name, HealthCheckUse.Report | HealthCheckUse.Serving);
        services.AddHealthCheck<PictureHealthCheck>(PictureHealthCheck.Name, HealthCheckUse.Report | HealthCheckUse.Doctor);
        services.AddHealthCheck<ContentExamination>(
            ContentHealthCheck.Name, HealthCheckUse.Doctor, check => check with { TimeLimit = ContentExamination.TimeLimit });
    }

    internal static Dictionary<RepositoryTransport, IRemoteFetch> Remotes(string? token) => new()
    {
        // A token is for HTTPS alone; a path must never see it.
        [RepositoryTransport.Local] = new LibGitFetch(token: null),
        [RepositoryTransport.Http] = new LibGitFetch(token),
        [RepositoryTransport.Ssh] = new SshFetch(),
    };

    private static GitTagAnchor TagAnchor(IServiceProvider provider)
    {
        var content = provider.GetRequiredService<IOptions<ContentOptions>>().Value;
        return new GitTagAnchor(
            provider.GetRequiredService<IOptions<AuditOptions>>().Value.GitTag,
            content.Repository ?? StarterPath(provider),
            content.Branch,
            GitMirror.PathIn(DataPath(provider)),
            new Dictionary<RepositoryTransport, IRemoteTags>
            {
                [RepositoryTransport.Http] = new LibGitTags(content.Token),
                [RepositoryTransport.Ssh] = new SshTags(),
            },
            provider.GetRequiredService<TimeProvider>());
    }

    private static ContentFollower Follower(IServiceProvider provider) => new(
        provider.GetRequiredService<IOptions<ContentOptions>>().Value,
        StarterPath(provider),
        provider.GetRequiredService<StarterBlog>(),
        provider.GetRequiredService<GitMirror>(),
        provider.GetRequiredService<ContentSource>(),
        provider.GetRequiredService<Takeover>(),
        provider.GetRequiredService<PageVersions>(),
        provider.GetRequiredService<AuditBacklog>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILogger<ContentFollower>>());

    private static string StarterPath(IServiceProvider provider) => Path.Combine(DataPath(provider), "starter");

    private static string DataPath(IServiceProvider provider) => provider.GetRequiredService<IOptions<DataOptions>>().Value.Path;
}
