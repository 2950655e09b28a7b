using System.Threading.Channels;

namespace GoNoGo.Integrations.Webhooks;

/// <summary>Wakes <see cref="WebhookWorker"/> when a webhook is durable. A hint only: what is to do stands in the database.</summary>
public sealed class WebhookWork
{
    private readonly Channel<bool> announced =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private long times;

    /// <summary>How often something was announced.</summary>
    internal long Times => Interlocked.Read(ref times);

    /// <summary>Says that there is something to do. Any number of calls before it is begun count as one.</summary>
    public void Announce()
    {
        Interlocked.Increment(ref times);
        announced.Writer.TryWrite(true);
    }

    internal ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => announced.Reader.ReadAsync(cancellationToken);
}
