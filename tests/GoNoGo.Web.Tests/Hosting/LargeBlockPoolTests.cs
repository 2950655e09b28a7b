using GoNoGo.Web.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace GoNoGo.Web.Tests.Hosting;

public sealed class LargeBlockPoolTests
{
    private const int Crowd = 64;

    private readonly FakeTimeProvider clock = new();

    [Fact]
    public void A_block_is_used_again_and_never_by_two_at_once()
    {
        using var pool = new LargeBlockPool(clock);

        var first = pool.Rent();
        var second = pool.Rent();
        Assert.False(first.Memory.Span.Overlaps(second.Memory.Span));
        first.Dispose();
        first.Dispose();
        using var third = pool.Rent(LargeBlockPool.BlockSize);
        using var fourth = pool.Rent();

        Assert.False(third.Memory.Span.Overlaps(second.Memory.Span));
        Assert.False(third.Memory.Span.Overlaps(fourth.Memory.Span));
        Assert.Equal((LargeBlockPool.BlockSize, 0), (third.Memory.Length, pool.FreeBlocks));
        Assert.Throws<ArgumentOutOfRangeException>(() => pool.Rent(LargeBlockPool.BlockSize + 1));
    }

    [Fact]
    public void What_a_crowd_needed_is_given_back_after_it_has_gone()
    {
        using var pool = new LargeBlockPool(clock);
        Array.ForEach([.. Enumerable.Range(0, Crowd).Select(_ => pool.Rent())], block => block.Dispose());
        Assert.Equal(Crowd, pool.FreeBlocks);

        clock.Advance(TimeSpan.FromSeconds(10)); // Until now all were in use within the time looked at.
        var afterFirst = pool.FreeBlocks;
        clock.Advance(TimeSpan.FromSeconds(10));
        var afterSecond = pool.FreeBlocks;
        clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal((Crowd, Crowd / 2, 0), (afterFirst, afterSecond, pool.FreeBlocks));
    }

    [Fact]
    public void What_is_used_all_the_time_stays()
    {
        using var pool = new LargeBlockPool(clock);
        for (var minute = 0; minute < 5; minute++)
        {
            Array.ForEach([.. Enumerable.Range(0, Crowd).Select(_ => pool.Rent())], block => block.Dispose());
            clock.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal(Crowd, pool.FreeBlocks);
    }
}
