using System.Security.Cryptography;
using GoNoGo.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Platform.Limits;

/// <summary>
/// Counts writes in the database, so that neither a restart nor a second server gives anybody more of them. Each write takes one of its
/// sender's places for the length of the window, in a transaction of its own: of any number at once, no more than the limit get one.
/// </summary>
/// <param name="data">The context that units of work share.</param>
/// <param name="unitOfWork">Makes a place taken durable.</param>
/// <param name="clock">Tells which places are free again.</param>
public sealed class WriteLimiter(DataContext data, UnitOfWork unitOfWork, TimeProvider clock)
{
    private const int MostChoices = 64;
    private const int Patience = 32;

    /// <summary>Takes a place.</summary>
    /// <param name="limit">What is counted, and how much of it there may be.</param>
    /// <param name="sender">Who is counted. Personal.</param>
    /// <param name="cancellationToken">Ends the work before the place is taken.</param>
    /// <returns>The place, or how long to wait for one.</returns>
    public async Task<LimitState> TakeAsync(WriteLimit limit, SenderTags sender, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(limit);
        ArgumentNullException.ThrowIfNull(sender);
        for (var attempt = 0; ; attempt++)
        {
            var now = clock.GetUtcNow();
            var places = await PlacesAsync(limit.Kind, sender, cancellationToken);
            var taken = places.Where(place => place.FreeAt > now).ToList();
            var numbers = FreeNumbers(limit, sender.Today, taken);
            if (numbers.Count == 0 || attempt == Patience)
            {
                var wait = taken.Count == 0 ? limit.Window : taken.Min(place => place.FreeAt) - now;
                return new LimitState(limit, Slot: 0, Left: 0, wait);
            }

            // Of many at once each tries another one.
            var slot = numbers[RandomNumberGenerator.GetInt32(numbers.Count)];
            var isNew = !places.Exists(place => place.Tag == sender.Today && place.Slot == slot);
            if (await TryTakeAsync(limit, sender.Today, slot, isNew, now, cancellationToken))
            {
                return new LimitState(limit, slot, limit.Amount - taken.Count - 1, TimeSpan.Zero);
            }
        }
    }

    /// <summary>Gives a place back, for a write that was refused and changed nothing.</summary>
    /// <param name="taken">What taking it gave.</param>
    /// <param name="sender">Whose it was. Personal.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>When it is free.</returns>
    public async Task GiveBackAsync(LimitState taken, SenderTags sender, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(taken);
        ArgumentNullException.ThrowIfNull(sender);
        var now = clock.GetUtcNow();
        await unitOfWork.RunUnenteredAsync<Counted>(
            async (transaction, ended) =>
            {
                await Place(taken.Limit.Kind, sender.Today, taken.Slot)
                    .ExecuteUpdateAsync(change => change.SetProperty(slot => slot.FreeAt, now), ended);
                transaction.NoteWrite();
                return new Counted();
            },
            cancellationToken);
    }

    private Task<List<LimitSlot>> PlacesAsync(string kind, SenderTags sender, CancellationToken cancellationToken)
    {
        string[] tags = sender.Yesterday is { } yesterday ? [sender.Today, yesterday] : [sender.Today];
        return data.Set<LimitSlot>().AsNoTracking()
            .Where(slot => slot.Kind == kind && tags.Contains(slot.Tag))
            .OrderBy(slot => slot.Slot)
            .ToListAsync(cancellationToken);
    }

    /// <summary>
    /// Some numbers of places that nobody has: there are as many numbers as places, less those that are still taken by yesterday's tag, so
    /// that no two can take more of them than there are.
    /// </summary>
    private static List<int> FreeNumbers(WriteLimit limit, string today, List<LimitSlot> taken)
    {
        var takenToday = taken.Where(place => place.Tag == today).Select(place => place.Slot).ToHashSet();
        var numbers = taken.Count < limit.Amount ? limit.Amount - (taken.Count - takenToday.Count) : 0;
        return [.. Enumerable.Range(1, numbers).Where(number => !takenToday.Contains(number)).Take(MostChoices)];
    }

    private async Task<bool> TryTakeAsync(
        WriteLimit limit, string tag, int slot, bool isNew, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var until = now + limit.Window;
        var taken = await unitOfWork.RunUnenteredAsync<Counted>(
            async (transaction, ended) =>
            {
                transaction.NoteWrite();
                if (isNew)
                {
                    transaction.Insert(new LimitSlot { Kind = limit.Kind, Tag = tag, Slot = slot, FreeAt = until });
                    return new Counted();
                }

                var changed = await Place(limit.Kind, tag, slot).Where(free => free.FreeAt <= now)
                    .ExecuteUpdateAsync(change => change.SetProperty(free => free.FreeAt, until), ended);
                return changed == 1 ? new Counted() : new ConcurrentChange();
            },
            cancellationToken);
        return taken.Error is null;
    }

    private IQueryable<LimitSlot> Place(string kind, string tag, int slot) =>
        data.Set<LimitSlot>().Where(place => place.Kind == kind && place.Tag == tag && place.Slot == slot);

    private sealed record Counted;
}
