using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Connections;

namespace GoNoGo.Web.Hosting;

/// <summary>
/// Has the server send in blocks of 32 KiB. Its own are of 4 KiB, so that a page of 30 KiB is copied into eight and sent as a list of them;
/// docs/performance.md says what that costs.
/// </summary>
internal sealed class LargeBlocks(TimeProvider clock) : IMemoryPoolFactory<byte>
{
    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new LargeBlockPool(clock);
}

/// <summary>Blocks of one size that do not move in memory. Those that nobody has needed for a while are given back.</summary>
internal sealed class LargeBlockPool : MemoryPool<byte>
{
    public const int BlockSize = 32 * 1024;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly ConcurrentQueue<byte[]> free = new();
    private readonly ITimer trimming;
    private int held;
    private int least;
    private bool isDisposed;

    public LargeBlockPool(TimeProvider clock) => trimming = clock.CreateTimer(_ => Trim(), state: null, Interval, Interval);

    public override int MaxBufferSize => BlockSize;

    /// <summary>How many blocks are held and not used.</summary>
    public int FreeBlocks => Volatile.Read(ref held);

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockSize);
        if (!free.TryDequeue(out var block))
        {
            return new Rented(this, GC.AllocateUninitializedArray<byte>(BlockSize, pinned: true));
        }

        NoteLeast(Interlocked.Decrement(ref held));
        return new Rented(this, block);
    }

    /// <summary>Gives back half of what has not been needed since the last time.</summary>
    internal void Trim()
    {
        var unused = Interlocked.Exchange(ref least, FreeBlocks);
        for (var drop = (unused + 1) / 2; drop > 0 && free.TryDequeue(out _); drop--)
        {
            NoteLeast(Interlocked.Decrement(ref held));
        }
    }

    protected override void Dispose(bool disposing)
    {
        isDisposed = true;
        trimming.Dispose();
        free.Clear();
    }

    /// <summary>Keeps the smallest number of free blocks since the last look.</summary>
    private void NoteLeast(int count)
    {
        for (var known = Volatile.Read(ref least); count < known;)
        {
            var seen = Interlocked.CompareExchange(ref least, count, known);
            if (seen == known)
            {
                return;
            }

            known = seen;
        }
    }

    private void Return(byte[] block)
    {
        if (!isDisposed)
        {
            free.Enqueue(block);
            Interlocked.Increment(ref held);
        }
    }

    private sealed class Rented(LargeBlockPool pool, byte[] block) : IMemoryOwner<byte>
    {
        private byte[]? block = block;

        public Memory<byte> Memory { get; } = MemoryMarshal.CreateFromPinnedArray(block, 0, block.Length);

        public void Dispose()
        {
            if (Interlocked.Exchange(ref block, null) is { } returned)
            {
                pool.Return(returned);
            }
        }
    }
}
