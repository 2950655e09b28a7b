using System.Collections.Concurrent;
using LibGit2Sharp;

namespace GoNoGo.Blog.Content.Git;

/// <summary>Open handles on one repository: a handle is for one thread at a time, and opening one anew costs more than a read.</summary>
internal sealed class RepositoryPool(string path) : IDisposable
{
    private readonly ConcurrentBag<Repository> idle = [];
    private volatile bool disposed;

    public string Path => path;

    public T Use<T>(Func<Repository, T> work)
    {
        var repository = Rent();
        try
        {
            return work(repository);
        }
        finally
        {
            Return(repository);
        }
    }

    public void Dispose()
    {
        disposed = true;
        while (idle.TryTake(out var repository))
        {
            repository.Dispose();
        }
    }

    private Repository Rent() => idle.TryTake(out var repository) ? repository : Repositories.Open(path);

    private void Return(Repository repository)
    {
        if (disposed || idle.Count > Environment.ProcessorCount)
        {
            repository.Dispose();
        }
        else
        {
            idle.Add(repository);
        }
    }
}
