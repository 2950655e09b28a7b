using GoNoGo.Blog.Content;
using GoNoGo.Comments;
using GoNoGo.Integrations.Email.Ledger;
using GoNoGo.Platform.Audit.Sealing;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Integrations.Email.Writing;

/// <summary>What mails to those who run the blog tell, as it stands when they leave.</summary>
internal sealed class StaffFigures(
    DataContext data,
    MailedComments comments,
    SnapshotStore snapshots,
    CommitNotes commits,
    EventDesk events,
    AuditStatus audit,
    TimeProvider clock)
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>Posts with comments that wait, by title.</summary>
    public async Task<IReadOnlyList<(string Title, int Count)>> WaitingAsync(CancellationToken cancellationToken)
    {
        var waiting = await comments.WaitingAsync(cancellationToken);
        return [.. waiting.Select(post => (TitleOf(post.PostId), post.Count))];
    }

    public Task<QueueFigures> QueueAsync(CancellationToken cancellationToken) => comments.QueueAsync(cancellationToken);

    public ContentFigures Content(string commit)
    {
        var snapshot = snapshots.Current;
        return new ContentFigures(
            commit, commits.Find(commit), snapshot?.PublishedPosts(clock.GetUtcNow()).Count ?? 0, snapshot?.Problems.Count(Refuses) ?? 0);
    }

    /// <summary>The problems of the content, a line each.</summary>
    public IReadOnlyList<string> ContentProblems() =>
        [.. (snapshots.Current?.Problems ?? []).Select(problem => $"{problem.Path}:{problem.Line}: {problem.Message}")];

    public async Task<int> DeadLettersAsync(CancellationToken cancellationToken) => (await events.StatusAsync(cancellationToken)).Dead;

    public async Task<WeekFigures> WeekAsync(CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - Week;
        var ended = data.Set<Mail>().AsNoTracking().Where(mail => mail.EndedAt >= since);
        return new WeekFigures(
            await comments.FiguresAsync(since, cancellationToken),
            await ended.CountAsync(mail => mail.Status == MailStatus.Delivered, cancellationToken),
            await ended.CountAsync(mail => mail.Status == MailStatus.Failed, cancellationToken),
            await DeadLettersAsync(cancellationToken),
            snapshots.Current?.Problems.Count ?? 0,
            await audit.NewestNoteAsync(cancellationToken));
    }

    private string TitleOf(string slug) => snapshots.Current?.FindPost(slug, clock.GetUtcNow())?.Title ?? slug;

    private static bool Refuses(ContentProblem problem) => problem.Severity is ContentProblemSeverity.Refused;
}

/// <summary>A week in figures.</summary>
internal sealed record WeekFigures(
    CommentFigures Comments, int Delivered, int Failed, int DeadLetters, int Problems, string? Checkpoint);
