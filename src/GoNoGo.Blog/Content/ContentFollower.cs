using System.Threading.Channels;
using GoNoGo.Blog.Content.Building;
using GoNoGo.Blog.Content.Following;
using GoNoGo.Blog.Content.Git;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GoNoGo.Blog.Content;

/// <summary>
/// Follows the content repository while the program runs: serves at once what was served last, then fetches, polls, watches and hears of
/// what other servers have found. Whatever fails, the snapshot that is served stays.
/// </summary>
public sealed partial class ContentFollower : BackgroundService
{
    /// <summary>What <see cref="PageVersions"/> tells where a commit was announced: the key of no post.</summary>
    private const string AnnouncedKey = "/content";

    private static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ShortestPoll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromDays(7);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(30);
    private const int PostsWorthAWarning = 10;

    private readonly ContentOptions options;
    private readonly string starterPath;
    private readonly StarterBlog starter;
    private readonly GitMirror mirror;
    private readonly ContentSource source;
    private readonly Takeover takeover;
    private readonly MirrorUpkeep upkeep;
    private readonly AuditBacklog audit;
    private readonly TimeProvider clock;
    private readonly ILogger<ContentFollower> logger;
    private readonly Channel<LookRequest> requests =
        Channel.CreateUnbounded<LookRequest>(new UnboundedChannelOptions { SingleReader = true });

    private ContentStatus status = new();
    private ReferenceWatch? watch;
    private int failures;

    internal ContentFollower(
        ContentOptions options,
        string starterPath,
        StarterBlog starter,
        GitMirror mirror,
        ContentSource source,
        Takeover takeover,
        PageVersions versions,
        AuditBacklog audit,
        TimeProvider clock,
        ILogger<ContentFollower> logger)
    {
        (this.options, this.starterPath, this.starter, this.mirror) = (options, starterPath, starter, mirror);
        (this.source, this.takeover) = (source, takeover);
        (this.audit, this.clock, this.logger) = (audit, clock, logger);
        upkeep = new MirrorUpkeep(mirror, clock, logger);
        versions.Tell(NoteAnnouncement);
    }

    /// <summary>How the blog stands to its repository now.</summary>
    public ContentStatus Status => Volatile.Read(ref status);

    /// <summary>Whether a data folder holds content of a repository that was served before, so that it can be served without it.</summary>
    /// <param name="dataPath">The data folder.</param>
    /// <param name="repository">A repository as the configuration names it.</param>
    /// <returns>False also where the content is that of another repository.</returns>
    public static bool HasServed(string dataPath, string repository)
    {
        using var kept = new GitMirror(GitMirror.PathIn(dataPath));
        return RepositoryAddress.Parse(repository).Succeeded(out var address, out _)
            && kept.BelongsTo(address)
            && kept.ServedCommit is not null;
    }

    /// <summary>Looks at the repository now. Calls that come while a look is under way share the next one.</summary>
    /// <param name="cancellationToken">Ends the wait, not the look.</param>
    /// <returns>How the blog stands after a look that began after this call.</returns>
    public Task<ContentStatus> FetchNowAsync(CancellationToken cancellationToken) => FetchNowAsync(LookCause.Request, cancellationToken);

    /// <summary>The same for another reason.</summary>
    /// <param name="cause">Why, for the audit trail.</param>
    /// <param name="cancellationToken">Ends the wait, not the look.</param>
    /// <returns>How the blog stands after a look that began after this call.</returns>
    public async Task<ContentStatus> FetchNowAsync(LookCause cause, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<ContentStatus>(TaskCreationOptions.RunContinuationsAsynchronously);
        return requests.Writer.TryWrite(new LookRequest(cause, answer)) ? await answer.Task.WaitAsync(cancellationToken) : Status;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        watch?.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var waiting = new List<LookRequest>();
        try
        {
            await SurviveAsync(() => ServeLastAsync(stoppingToken), stoppingToken);
            while (true)
            {
                TakeRequests(waiting);
                var cause = waiting.Select(request => request.Cause).DefaultIfEmpty(LookCause.Poll).Max();
                await SurviveAsync(() => LookAsync(cause, stoppingToken), stoppingToken);
                waiting.ForEach(request => request.Answer?.TrySetResult(Status));
                waiting.Clear();
                await Task.Run(upkeep.Run, stoppingToken);
                await WaitAsync(waiting, stoppingToken);
            }
        }
        finally
        {
            requests.Writer.TryComplete();
            TakeRequests(waiting);
            waiting.ForEach(request => request.Answer?.TrySetResult(Status));
        }
    }

    private void TakeRequests(List<LookRequest> waiting)
    {
        while (requests.Reader.TryRead(out var request))
        {
            waiting.Add(request);
        }
    }

    /// <summary>Following goes on whatever one look met, a database that is down too: readers keep the last snapshot.</summary>
    private async Task SurviveAsync(Func<Task> step, CancellationToken cancellationToken)
    {
        try
        {
            await step();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            failures++;
            LogBroken(logger, exception);
            var error = new ContentUnavailable("content_not_taken_over", "The content could not be taken over; the log has the reason.");
            Volatile.Write(ref status, Status with { LastCheckedAt = clock.GetUtcNow(), LastError = error });
        }
    }

    private async Task ServeLastAsync(CancellationToken cancellationToken)
    {
        if (mirror.ServedCommit is { } commit
            && (await takeover.RunAsync(commit, options.Folder, found: null, cancellationToken)).Succeeded(out var built, out _))
        {
            Volatile.Write(ref status, Status with { Commit = commit });
            LogServed(logger, commit, built.Snapshot.Posts.Count, built.Snapshot.Problems.Count);
        }
    }

    private async Task LookAsync(LookCause cause, CancellationToken cancellationToken)
    {
        if (cause is LookCause.Announcement && await takeover.ServesLastAnnouncedAsync(cancellationToken))
        {
            return; // It was this server that announced it, or it found the commit by itself.
        }

        var error = await ConvergeAsync(cause, cancellationToken);
        failures = error is null ? 0 : failures + 1;
        if (error is not null && error != Status.LastError)
        {
            LogFailed(logger, error.Code, error.Message);
            audit.Add(new FailedCall("blog", "git", "fetch", error.Code));
        }

        Volatile.Write(ref status, Status with { LastCheckedAt = clock.GetUtcNow(), LastError = error });
    }

    private async Task<ContentUnavailable?> ConvergeAsync(LookCause cause, CancellationToken cancellationToken)
    {
        var named = options.Repository is { } repository ? repository : await starter.WriteAsync(starterPath, cancellationToken);
        if (!named.Succeeded(out var written, out var refusal)
            || !RepositoryAddress.Parse(written).Succeeded(out var address, out refusal))
        {
            return AsUnavailable(refusal);
        }

        if ((options.Watch || options.Preview) && watch is null && address.Transport is RepositoryTransport.Local)
        {
            watch = ReferenceWatch.TryStart(address.Location, options.Preview, NoteChange, logger);
        }

        if (!(await source.FetchAsync(address, options.Branch, cancellationToken)).Succeeded(out var commit, out refusal))
        {
            return AsUnavailable(refusal);
        }

        var shown = commit;
        if (options.Preview && !WorkingTree.LayOver(commit, mirror.Repositories, address.Location).Succeeded(out shown, out refusal))
        {
            return AsUnavailable(refusal);
        }

        if (shown == takeover.Served?.Commit)
        {
            return null;
        }

        var changes = options.Preview ? null : await takeover.CountChangesAsync(commit, options.Folder, cancellationToken);
        return changes == 0
            ? null
            : await TakeOverAsync(shown, commit, new FoundCommit(cause, address.Location, changes ?? 0), cancellationToken);
    }

    private async Task<ContentUnavailable?> TakeOverAsync(
        string shown, string commit, FoundCommit found, CancellationToken cancellationToken)
    {
        var before = takeover.Served?.Posts.Count ?? 0;
        var taken = options.Preview
            ? await takeover.PreviewAsync(shown, commit, options.Folder, cancellationToken)
            : await takeover.RunAsync(commit, options.Folder, found, cancellationToken);
        if (!taken.Succeeded(out var built, out var refusal))
        {
            return AsUnavailable(refusal);
        }

        Changed(built, before);
        return null;
    }

    private void Changed(BuiltSnapshot built, int before)
    {
        var snapshot = built.Snapshot;
        Volatile.Write(ref status, Status with { Commit = snapshot.Commit, LastChangedAt = clock.GetUtcNow() });
        LogServed(logger, snapshot.Commit, snapshot.Posts.Count, snapshot.Problems.Count);
        if (before > PostsWorthAWarning && snapshot.Posts.Count < before / 2)
        {
            LogShrunk(logger, before, snapshot.Posts.Count, snapshot.Commit);
        }
    }

    private void NoteAnnouncement(string key)
    {
        if (key == AnnouncedKey)
        {
            requests.Writer.TryWrite(new LookRequest(LookCause.Announcement, Answer: null));
        }
    }

    private void NoteChange() => requests.Writer.TryWrite(new LookRequest(LookCause.Watch, Answer: null));

    private async Task WaitAsync(List<LookRequest> waiting, CancellationToken cancellationToken)
    {
        await WaitAsync(waiting, Interval(), cancellationToken);
        if (waiting.Count == 0)
        {
            return;
        }

        // One push touches several files; the refs are at rest a moment later, and at once where somebody says that there was a push.
        var begun = clock.GetTimestamp();
        while (waiting.TrueForAll(request => request.Cause is LookCause.Watch)
            && Debounce - clock.GetElapsedTime(begun) is var rest && rest > TimeSpan.Zero)
        {
            await WaitAsync(waiting, rest, cancellationToken);
        }
    }

    /// <summary>Until somebody asks for a look, and for no longer than this.</summary>
    private async Task WaitAsync(List<LookRequest> waiting, TimeSpan time, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(requests.Reader.WaitToReadAsync(limit.Token).AsTask(), Task.Delay(time, clock, limit.Token));
        await limit.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        TakeRequests(waiting);
    }

    private TimeSpan Interval()
    {
        var poll = TimeSpan.FromMinutes(Math.Clamp(options.PollMinutes, ShortestPoll.TotalMinutes, LongestPoll.TotalMinutes));
        if (failures == 0)
        {
            return poll;
        }

        var retry = (FirstRetry < poll ? FirstRetry : poll) * Math.Pow(2, Math.Min(failures - 1, 20));
        return retry < LongestRetry ? retry : LongestRetry;
    }

    private static ContentUnavailable AsUnavailable(Error error) =>
        error as ContentUnavailable ?? new ContentUnavailable(error.Code, error.Message);

    private sealed record LookRequest(LookCause Cause, TaskCompletionSource<ContentStatus>? Answer);

    [LoggerMessage(1, LogLevel.Information, "Serving commit {Commit}: {Posts} posts, {Problems} problems")]
    private static partial void LogServed(ILogger logger, string commit, int posts, int problems);

    [LoggerMessage(2, LogLevel.Warning, "The content could not be brought up to date ({Code}); the last snapshot stays. {Message}")]
    private static partial void LogFailed(ILogger logger, string code, string message);

    [LoggerMessage(4, LogLevel.Error, "The content could not be taken over; the last snapshot stays")]
    private static partial void LogBroken(ILogger logger, Exception exception);

    [LoggerMessage(3, LogLevel.Warning, "The blog shrank from {Before} to {After} posts with commit {Commit}")]
    private static partial void LogShrunk(ILogger logger, int before, int after, string commit);
}
