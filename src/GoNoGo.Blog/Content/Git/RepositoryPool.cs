using System.Collections.Concurrent;
using LibGit2Sharp;

namespace GoNoGo.Blog.Content.Git;

/// <summary>Open handles on one repository: a handle is for one thread at a time, and opening one anew costs more than a read.</summary>
internal sealed class RepositoryPool(string path) : IDisposable
{
    private readonly ConcurrentBag<(Repository Repository, int Opened)> idle = [];
    private volatile int renewals;
    private volatile bool disposed;

    public string Path => path;

    public T Use<T>(Func<Repository, T> work)
    {
        var (repository, opened) = Rent();
        try
        {
            return work(repository);
        }
        finally
        {
            Return(repository, opened);
        }
    }

    /// <summary>Gathers what fetches have left, where that is much; see <see cref="PackGathering.TryGather"/>.</summary>
    public void GatherPacks(DateTimeOffset now)
    {
        if (PackGathering.TryGather(path, now))
        {
            renewals++;
            Empty();
        }
    }

    public void Dispose()
    {
        disposed = true;
        Empty();
    }

    private void Empty()
    {
        while (idle.TryTake(out var rest))
        {
            rest.Repository.Dispose();
        }
    }

    private (Repository Repository, int Opened) Rent()
    {
        while (idle.TryTake(out var handle))
        {
            if (handle.Opened == renewals)
            {
                return handle;
            }

            handle.Repository.Dispose();
        }

        var opened = renewals; // Read first: one that is opened meanwhile counts as opened before.
        return (Repositories.Open(path), opened);
    }

    private void Return(Repository repository, int opened)
    {
        if (disposed || opened != renewals || idle.Count > Environment.ProcessorCount)
        {
            repository.Dispose();
        }
        else
        {
            idle.Add((repository, opened));
        }
    }
}
