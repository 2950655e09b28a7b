using System.Security.Cryptography;
using GoNoGo.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Platform.Limits;

/// <summary>
/// Counts writes in the database, so that neither a restart nor a second server gives anybody more of them. Each write takes one of its
/// sender's places for the length of the window, in a transaction of its own or in that of the write: of any number at once, no more than
/// the limit get one.
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
            var found = await FindAsync(limit, sender, cancellationToken);
            if (!found.State.IsTaken)
            {
                return found.State;
            }
            else if (attempt == Patience)
            {
                return new LimitState(limit, Slot: 0, Left: 0, limit.Window);
            }

            var taken = await unitOfWork.RunUnenteredAsync<Counted>(
                async (transaction, ended) =>
                    await TryTakeAsync(transaction, found, sender, ended) ? new Counted() : new ConcurrentChange(),
                cancellationToken);
            if (taken.Error is null)
            {
                return found.State;
            }
        }
    }

    /// <summary>Looks for a place that the unit of work which does what is counted takes itself, which spares a unit of its own.</summary>
    /// <param name="limit">What is counted, and how much of it there may be.</param>
    /// <param name="sender">Who is counted. Personal.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>The place, or how long to wait for one.</returns>
    public async Task<PromisedPlace> PromiseAsync(WriteLimit limit, SenderTags sender, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(limit);
        ArgumentNullException.ThrowIfNull(sender);
        return new PromisedPlace(this, sender, await FindAsync(limit, sender, cancellationToken));
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

    /// <summary>A place that is free at the moment.</summary>
    internal async Task<FoundPlace> FindAsync(WriteLimit limit, SenderTags sender, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var places = await PlacesAsync(limit.Kind, sender, cancellationToken);
        var taken = places.Where(place => place.FreeAt > now).ToList();
        var numbers = FreeNumbers(limit, sender.Today, taken);
        if (numbers.Count == 0)
        {
            var wait = taken.Count == 0 ? limit.Window : taken.Min(place => place.FreeAt) - now;
            return new FoundPlace(new LimitState(limit, Slot: 0, Left: 0, wait), now, IsNew: false);
        }

        // Of many at once each tries another one.
        var slot = numbers[RandomNumberGenerator.GetInt32(numbers.Count)];
        return new FoundPlace(
            new LimitState(limit, slot, limit.Amount - taken.Count - 1, TimeSpan.Zero),
            now,
            IsNew: !places.Exists(place => place.Tag == sender.Today && place.Slot == slot));
    }

    /// <summary>Takes a place in a unit of work; where it is new and somebody else takes it too, the unit ends with a conflict.</summary>
    /// <returns>False where somebody else has taken it.</returns>
    internal async Task<bool> TryTakeAsync(
        Transaction transaction, FoundPlace found, SenderTags sender, CancellationToken cancellationToken)
    {
        var (limit, slot, until) = (found.State.Limit, found.State.Slot, found.At + found.State.Limit.Window);
        transaction.NoteWrite();
        if (found.IsNew)
        {
            transaction.Insert(new LimitSlot { Kind = limit.Kind, Tag = sender.Today, Slot = slot, FreeAt = until });
            return true;
        }

        return await Place(limit.Kind, sender.Today, slot).Where(free => free.FreeAt <= found.At)
            .ExecuteUpdateAsync(change => change.SetProperty(free => free.FreeAt, until), cancellationToken) == 1;
    }

    private Task<List<LimitSlot>> PlacesAsync(string kind, SenderTags sender, CancellationToken cancellationToken)
    {
        // Not a list of tags, whose SQL would be made anew each time.
        var (today, yesterday) = (sender.Today, sender.Yesterday ?? sender.Today);
        return data.Set<LimitSlot>().AsNoTracking()
            .Where(slot => slot.Kind == kind && (slot.Tag == today || slot.Tag == yesterday))
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

    private IQueryable<LimitSlot> Place(string kind, string tag, int slot) =>
        data.Set<LimitSlot>().Where(place => place.Kind == kind && place.Tag == tag && place.Slot == slot);

    private sealed record Counted;
}

/// <summary>A place that may be taken, or none; when it was looked for; and whether its row is still to be made.</summary>
internal sealed record FoundPlace(LimitState State, DateTimeOffset At, bool IsNew);
