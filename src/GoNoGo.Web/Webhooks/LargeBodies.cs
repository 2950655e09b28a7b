namespace GoNoGo.Web.Webhooks;

/// <summary>Lets a few large bodies in at a time, so that no number of them fills the memory. Small ones pass.</summary>
internal sealed class LargeBodies : IDisposable
{
    public const string RetryAfterSeconds = "10";

    private const int AtATime = 4;
    private const int Small = 1024 * 1024;

    private readonly SemaphoreSlim places = new(AtATime);

    /// <summary>A place, to be given back; null where there is none.</summary>
    /// <param name="length">Of the body; null where nobody has said it.</param>
    public IDisposable? TryEnter(long? length) => length is <= Small ? new Place(null) : places.Wait(0) ? new Place(places) : null;

    public void Dispose() => places.Dispose();

    private sealed class Place(SemaphoreSlim? places) : IDisposable
    {
        public void Dispose() => places?.Release();
    }
}
