namespace GoNoGo.Platform;

/// <summary>
/// The threads that receive from sockets. Where a server answers on them (decision 0151), whoever is about to do more than answer from
/// memory leaves them first: while one works or waits, all connections of its thread do.
/// </summary>
public static class SocketThread
{
    /// <summary>Goes on in the pool of threads, where it is not there already.</summary>
    /// <returns>When it is there.</returns>
    public static async ValueTask LeaveAsync()
    {
        if (!Thread.CurrentThread.IsThreadPoolThread)
        {
            await Task.Yield();
        }
    }
}
