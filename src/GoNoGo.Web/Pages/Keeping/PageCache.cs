using System.Collections.Concurrent;
using GoNoGo.Blog.Content;
using GoNoGo.Platform;
using GoNoGo.Platform.Data;
using Microsoft.Extensions.Options;

namespace GoNoGo.Web.Pages.Keeping;

/// <summary>
/// Public pages as bytes, made once for each snapshot, version of their comments and moment at which the clock changes them. Bounded in
/// memory: what was asked for longest ago goes first. Looking a page up takes no lock and no query.
/// </summary>
internal sealed class PageCache
{
    /// <summary>What stays of a full cache, so that not each new page has to drop one.</summary>
    private const double PartKept = 0.875;

    /// <summary>How long a page may be out of date while nobody tells of what other processes change.</summary>
    private static readonly TimeSpan LongestDoubt = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, CachedPage> pages = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Path, long Changes, Snapshot Snapshot), Task> making = new();
    private readonly Lock keeping = new();
    private readonly PageVersions versions;
    private readonly PageCompression compression;
    private readonly ReaderActions readerActions;
    private readonly TimeProvider clock;
    private readonly long most;

    public PageCache(
        PageVersions versions, PageCompression compression, ReaderActions readerActions, IOptions<PageOptions> options, TimeProvider clock)
    {
        (this.versions, this.compression, this.readerActions, this.clock) = (versions, compression, readerActions, clock);
        most = options.Value.CacheMegabytes * 1024L * 1024L;
        versions.Tell(Forget);
    }

    /// <summary>How many pages are kept.</summary>
    public int Count => pages.Count;

    /// <summary>How many bytes they take.</summary>
    public long Bytes => pages.Values.Sum(page => page.Bytes);

    /// <summary>Whether the page at a path is kept, be it out of date.</summary>
    public bool Holds(string path) => pages.ContainsKey(path);

    /// <summary>Answers from memory.</summary>
    /// <param name="http">A request for a public page, whose query changes nothing about it.</param>
    /// <param name="snapshot">From which to answer.</param>
    /// <param name="answer">The answer, being written.</param>
    /// <returns>Whether the page is kept; else it has to be made.</returns>
    public bool TryAnswer(HttpContext http, Snapshot snapshot, out Task answer)
    {
        var kept = Find(http.Request.Path.Value ?? "/", snapshot);
        answer = kept is null ? Task.CompletedTask : AnswerAsync(http, kept);
        return kept is not null;
    }

    /// <summary>Answers from memory, or has the page made and keeps it: once, however many ask for it at the same time.</summary>
    /// <param name="http">A request for a public page, whose query changes nothing about it.</param>
    /// <param name="snapshot">From which to answer.</param>
    /// <param name="make">Makes the page and notes down what it shows.</param>
    public async Task AnswerAsync(HttpContext http, Snapshot snapshot, Func<PageNotes, Task<IResult>> make)
    {
        await SocketThread.LeaveAsync();
        var path = http.Request.Path.Value ?? "/";
        if (Find(path, snapshot) is { } kept)
        {
            await AnswerAsync(http, kept);
            return;
        }

        // Who asks after a change must not get what was begun before it.
        var key = (path, versions.Changes, snapshot);
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (making.GetOrAdd(key, mine.Task) is var others && others != mine.Task)
        {
            await others.WaitAsync(http.RequestAborted);
            if (Find(path, snapshot) is { } made)
            {
                await AnswerAsync(http, made);
                return;
            }
        }

        var answer = await MakeAsync(path, snapshot, make, () =>
        {
            making.TryRemove(KeyValuePair.Create(key, mine.Task));
            mine.TrySetResult();
        });
        await answer(http);
    }

    private async Task<Func<HttpContext, Task>> MakeAsync(
        string path, Snapshot snapshot, Func<PageNotes, Task<IResult>> make, Action done)
    {
        try
        {
            var notes = new PageNotes();
            var now = clock.GetUtcNow();
            var answer = await make(notes);
            if (answer is not PageResult { Status: StatusCodes.Status200OK, IsPrivate: false } page)
            {
                return answer.ExecuteAsync;
            }

            var before = pages.GetValueOrDefault(path);
            if (!notes.IsIncomplete)
            {
                var fresh = new CachedPage(page, new PageValidity(new(snapshot), snapshot.NextTurn(now), now, notes), before);
                Keep(path, fresh);
                if (!IsCurrent(fresh, snapshot, now))
                {
                    pages.TryRemove(KeyValuePair.Create(path, fresh)); // It changed while it was made.
                }

                return http => AnswerAsync(http, fresh);
            }

            // Nothing is known to have changed, and nobody can look: what was kept is more than what can be made now.
            return before is not null && IsCurrent(before, snapshot, now) ? http => AnswerAsync(http, before) : answer.ExecuteAsync;
        }
        finally
        {
            done();
        }
    }

    private Task AnswerAsync(HttpContext http, CachedPage page)
    {
        if (page.Validity.Notes.CountedPost is { } slug)
        {
            readerActions.PostRead(http.Request, slug);
        }

        return page.AnswerAsync(http, compression);
    }

    private CachedPage? Find(string path, Snapshot snapshot)
    {
        var now = clock.GetUtcNow();
        return pages.TryGetValue(path, out var page)
            && IsCurrent(page, snapshot, now)
            && (!versions.IsDeaf || !page.Validity.Notes.DependsOnComments || now - page.Validity.MadeAt < LongestDoubt)
            ? page
            : null;
    }

    private bool IsCurrent(CachedPage page, Snapshot snapshot, DateTimeOffset now) =>
        page.Validity.IsOf(snapshot)
        && now < page.Validity.Until
        && page.Validity.Notes.Hold(versions);

    /// <summary>
    /// What was erased must not lie in memory until somebody asks for its page. A list holds no comment, and stays: where it comes out the
    /// same it is packed already.
    /// </summary>
    private void Forget(string thread)
    {
        foreach (var kept in pages.Where(kept => kept.Value.Validity.Notes.Thread == thread))
        {
            pages.TryRemove(kept);
        }
    }

    private void Keep(string path, CachedPage page)
    {
        lock (keeping)
        {
            pages[path] = page;
            var bytes = Bytes;
            if (bytes <= most)
            {
                return;
            }

            foreach (var (oldest, kept) in pages.OrderBy(kept => kept.Value.LastUsed).ToList())
            {
                if (bytes <= most * PartKept)
                {
                    return;
                }

                bytes -= kept.Bytes;
                pages.TryRemove(oldest, out _);
            }
        }
    }
}
