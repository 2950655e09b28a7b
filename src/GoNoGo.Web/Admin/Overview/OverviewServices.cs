using System.Globalization;
using GoNoGo.Accounts.Users;
using GoNoGo.Blog.Content;
using GoNoGo.Blog.Site;
using GoNoGo.Comments;
using GoNoGo.Integrations.Email;
using GoNoGo.Platform.Events;
using GoNoGo.Web.Admin.Frame;
using GoNoGo.Web.Admin.Moderation;

namespace GoNoGo.Web.Admin.Overview;

/// <summary>Registers what the overview asks.</summary>
internal static class OverviewServices
{
    public static IServiceCollection AddOverview(this IServiceCollection services) => services
        .AddOverviewSource(Permission.ModerateComments, CommentsAsync)
        .AddOverviewSource(Permission.ManageContent, ContentAsync)
        .AddOverviewSource(Permission.ManageEvents, EventsAsync)
        .AddOverviewSource(Permission.ManageMails, MailsAsync);

    /// <summary>Lets a part of the program have its say on the overview.</summary>
    public static IServiceCollection AddOverviewSource(
        this IServiceCollection services,
        Permission permission,
        Func<IServiceProvider, CancellationToken, Task<IReadOnlyList<OverviewItem>>> readAsync) =>
        services.AddSingleton(new OverviewSource(permission, readAsync));

    private static async Task<IReadOnlyList<OverviewItem>> CommentsAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var figures = await services.GetRequiredService<MailedComments>().QueueAsync(cancellationToken);
        return figures.Waiting == 0 ? [] : [new(IsWrong: false, ModerationTexts.Figures(figures), QueueEndpoints.Path)];
    }

    private static Task<IReadOnlyList<OverviewItem>> ContentAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        IReadOnlyList<OverviewItem> items = services.GetRequiredService<SnapshotStore>().Current switch
        {
            null => [new(IsWrong: true, "No content is served yet.", AdminPaths.Content)],
            { Problems.Count: 0 } => [],
            { Problems.Count: 1 } => [new(IsWrong: true, "There is a problem in the content.", AdminPaths.Content)],
            var snapshot => [new(IsWrong: true, $"There are {Count(snapshot.Problems.Count)} problems in the content.", AdminPaths.Content)],
        };
        return Task.FromResult(items);
    }

    private static async Task<IReadOnlyList<OverviewItem>> EventsAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var status = await services.GetRequiredService<EventDesk>().StatusAsync(cancellationToken);
        return status.Dead switch
        {
            0 => [],
            1 => [new(IsWrong: true, "One event could not be handled and waits for a decision.", AdminPaths.Events)],
            var dead => [new(IsWrong: true, Count(dead) + " events could not be handled and wait for a decision.", AdminPaths.Events)],
        };
    }

    private static async Task<IReadOnlyList<OverviewItem>> MailsAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var site = services.GetRequiredService<SnapshotStore>().Current?.Site ?? SiteSettings.Default;
        var troubles = await services.GetRequiredService<MailHealth>().FindAsync(site, cancellationToken);
        return [.. troubles.Where(trouble => trouble.NeedsMending).Select(trouble => new OverviewItem(true, trouble.Message, AdminPaths.Mails))];
    }

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
