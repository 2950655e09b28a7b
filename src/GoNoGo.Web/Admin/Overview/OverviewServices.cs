using System.Globalization;
using GoNoGo.Accounts.Users;
using GoNoGo.Blog.Content;
using GoNoGo.Blog.Site;
using GoNoGo.Comments;
using GoNoGo.Gdpr.Rights;
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
        .AddOverviewSource(Permission.ManageMails, MailsAsync)
        .AddOverviewSource(Permission.ManagePrivacy, PrivacyAsync);

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
            { Problems.Count: var count } =>
                [new(IsWrong: true, $"There are {Count(count)} problems in the content.", AdminPaths.Content)],
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
        return
        [
            .. troubles.Where(trouble => trouble.NeedsMending)
                .Select(trouble => new OverviewItem(IsWrong: true, trouble.Message, AdminPaths.Mails)),
        ];
    }

    private static async Task<IReadOnlyList<OverviewItem>> PrivacyAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var site = services.GetRequiredService<SnapshotStore>().Current?.Site ?? SiteSettings.Default;
        var troubles = await services.GetRequiredService<PrivacyHealth>()
            .FindAsync(site.TimeZone, site.Controller is not null, cancellationToken);
        var waiting = await services.GetRequiredService<PrivacyRequests>().ListAsync(includeAnswered: false, cancellationToken);
        var wrong = troubles.Where(trouble => trouble.NeedsMending)
            .Select(trouble => new OverviewItem(IsWrong: true, trouble.Message, PageOf(trouble)));
        return waiting.Count == 0
            ? [.. wrong]
            : [.. wrong, new OverviewItem(IsWrong: false, SayWaiting(waiting.Count, waiting[0].DueOn), AdminPaths.Requests)];
    }

    private static string PageOf(PrivacyTrouble trouble) =>
        trouble.Code == PrivacyHealth.RequestsOverdue ? AdminPaths.Requests : AdminPaths.Retention;

    private static string SayWaiting(int count, DateOnly due) =>
        AdminWords.Count(count, "request about personal data waits", "requests about personal data wait")
        + $"; answer by {AdminWords.Day(due)}.";

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
