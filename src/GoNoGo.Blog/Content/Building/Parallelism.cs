namespace GoNoGo.Blog.Content.Building;

internal static class Parallelism
{
    public static ParallelOptions Bounded(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
}
