using System.Threading.Channels;

namespace GoNoGo.Web.Pages.Keeping;

/// <summary>Makes the smallest form of pages that are asked for again and again, one by one, so that no reader waits for it.</summary>
internal sealed class PageCompression : BackgroundService
{
    private const int LongestQueue = 1_000;

    private readonly Channel<CachedPage> queue = Channel.CreateBounded<CachedPage>(
        new BoundedChannelOptions(LongestQueue) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    public void Enqueue(CachedPage page) => queue.Writer.TryWrite(page);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // The server must not wait for the first page.
        await foreach (var page in queue.Reader.ReadAllAsync(stoppingToken))
        {
            page.MakeBrotli();
        }
    }
}
