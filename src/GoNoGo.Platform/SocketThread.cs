using System.Runtime.CompilerServices;

namespace GoNoGo.Platform;

/// <summary>
/// The threads that receive from sockets. Where a server answers on them (decision 0151), whoever is about to do more than answer from
/// memory leaves them first: while one works or waits, all connections of its thread do.
/// </summary>
public static class SocketThread
{
    /// <summary>Goes on in the pool of threads, where it is not there already.</summary>
    /// <returns>What is awaited for it.</returns>
    public static Leaving LeaveAsync() => default;

    /// <summary>
    /// The way into the pool. Whoever awaits goes on there itself: a task that ended in the pool may have ended before it is awaited, and
    /// then its awaiter never leaves.
    /// </summary>
    public readonly struct Leaving : ICriticalNotifyCompletion
    {
        /// <summary>Whether the caller is in the pool.</summary>
        public bool IsCompleted => Thread.CurrentThread.IsThreadPoolThread;

        /// <summary>What awaits it: itself.</summary>
        public Leaving GetAwaiter() => this;

        /// <summary>Nothing is given.</summary>
        public void GetResult()
        {
        }

        /// <summary>Goes on in the pool, with the caller's context.</summary>
        public void OnCompleted(Action continuation) => ThreadPool.QueueUserWorkItem(static go => go(), continuation, preferLocal: false);

        /// <summary>Goes on in the pool; the caller's context is the awaiter's affair.</summary>
        public void UnsafeOnCompleted(Action continuation) =>
            ThreadPool.UnsafeQueueUserWorkItem(static go => go(), continuation, preferLocal: false);
    }
}
