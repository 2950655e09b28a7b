using GoNoGo.Accounts.Users;
using GoNoGo.Comments;
using GoNoGo.Gdpr.Rights;
using GoNoGo.Platform.Health;
using GoNoGo.Web.Admin.Frame;
using GoNoGo.Web.Admin.Moderation;
using GoNoGo.Web.Languages;

namespace GoNoGo.Web.Admin.Overview;

/// <summary>Registers what the overview asks.</summary>
internal static class OverviewServices
{
    public static IServiceCollection AddOverview(this IServiceCollection services) => services
        .AddOverviewSource(Permission.ModerateComments, CommentsAsync)
        .AddOverviewSource(Permission.ManageContent, Health("content_repository", AdminPaths.Content))
        .AddOverviewSource(Permission.ManageEvents, Health("event_bus", AdminPaths.Events))
        .AddOverviewSource(Permission.ManageMails, Health("mail", AdminPaths.Mails))
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
        return figures.Waiting == 0 ? [] : [new(IsWrong: false, Words(services).Moderation.Figures(figures), QueueEndpoints.Path)];
    }

    /// <summary>What the health report says of a part, for who may do something about it.</summary>
    private static Func<IServiceProvider, CancellationToken, Task<IReadOnlyList<OverviewItem>>> Health(string part, string page) =>
        (services, cancellationToken) => WrongAsync(services, part, _ => page, cancellationToken);

    private static async Task<IReadOnlyList<OverviewItem>> PrivacyAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var wrong = await WrongAsync(services, PrivacyHealth.Name, PageOf, cancellationToken);
        var waiting = await services.GetRequiredService<PrivacyRequests>().ListAsync(includeAnswered: false, cancellationToken);
        return waiting.Count == 0
            ? wrong
            : [.. wrong, new(IsWrong: false, SayWaiting(Words(services), waiting.Count, waiting[0].DueOn), AdminPaths.Requests)];
    }

    private static async Task<IReadOnlyList<OverviewItem>> WrongAsync(
        IServiceProvider services, string part, Func<HealthTrouble, string> pageOf, CancellationToken cancellationToken)
    {
        var report = await services.GetRequiredService<HealthMonitor>().CheckAsync(
            check => check.IsFor(HealthCheckUse.Report) && check.Name == part, progress: null, cancellationToken);
        var found = report.ComponentHealth[part];
        var wrong = found.Troubles.Where(trouble => trouble.NeedsMending)
            .Select(trouble => new OverviewItem(IsWrong: true, trouble.Message, pageOf(trouble)));
        return found.ErrorType is { } errorType
            ? [.. wrong, new OverviewItem(IsWrong: true, Words(services).Operations.CouldNotBeLookedAt(part.Replace('_', ' '), errorType))]
            : [.. wrong];
    }

    private static string PageOf(HealthTrouble trouble) =>
        trouble.Code == PrivacyHealth.RequestsOverdue ? AdminPaths.Requests : AdminPaths.Retention;

    private static string SayWaiting(AdminWords words, int count, DateOnly due) => words.Personal.WaitingRequests(count, words.Day(due));

    private static AdminWords Words(IServiceProvider services) => services.GetRequiredService<AdminWriter>().Words;
}
