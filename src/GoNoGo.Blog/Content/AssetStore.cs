using GoNoGo.Blog.Content.Git;
using GoNoGo.Blog.Content.Tree;
using GoNoGo.Blog.Images;
using LibGit2Sharp;

namespace GoNoGo.Blog.Content;

/// <summary>
/// Reads the bytes of assets from the object database, when they are asked for. Pictures come without what tells of who took them, where
/// and with what.
/// </summary>
public sealed class AssetStore : IDisposable
{
    /// <summary>libgit2 holds an object whole while it is read, so only so many large ones are open at a time.</summary>
    private const int LargeFilesAtOnce = 4;
    private const int LargeFileBytes = 1024 * 1024;

    private readonly GitMirror mirror;
    private readonly SemaphoreSlim largeFiles = new(LargeFilesAtOnce);

    internal AssetStore(GitMirror mirror) => this.mirror = mirror;

    /// <summary>Opens an asset of a snapshot.</summary>
    /// <param name="asset">An asset as a snapshot has it.</param>
    /// <param name="cancellationToken">Ends the wait; large files take turns.</param>
    /// <returns>A stream that can seek and is the caller's to dispose; null where the bytes are no longer there.</returns>
    public async Task<Stream?> OpenAsync(Asset asset, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(asset);
        if (asset.Length <= LargeFileBytes)
        {
            return Read(asset) is { } bytes ? new MemoryStream(bytes, writable: false) : null;
        }

        await largeFiles.WaitAsync(cancellationToken);
        try
        {
            var bytes = Read(asset);
            if (bytes is not null)
            {
                return new LeasedStream(bytes, largeFiles);
            }
        }
        catch
        {
            largeFiles.Release();
            throw;
        }

        largeFiles.Release();
        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => largeFiles.Dispose();

    /// <summary>The strong tag of what <see cref="OpenAsync"/> gives.</summary>
    /// <param name="asset">An asset as a snapshot has it.</param>
    /// <returns>The same for the same bytes; without quotes.</returns>
    public static string TagOf(Asset asset)
    {
        ArgumentNullException.ThrowIfNull(asset);
        return MetadataStripper.Handles(asset.ContentType) ? $"{asset.BlobId}-{MetadataStripper.Version}" : asset.BlobId;
    }

    /// <summary>A picture as it lies in the commit, for who makes smaller ones of it; null where it is no longer there.</summary>
    internal byte[]? ReadWhole(Asset asset) => Read(asset.BlobId);

    private byte[]? Read(Asset asset) => Read(asset.BlobId) is not { } bytes ? null
        : MetadataStripper.Handles(asset.ContentType) ? MetadataStripper.Strip(asset.ContentType, bytes)
        : bytes;

    private byte[]? Read(string blobId) => mirror.Repositories.Use(repository =>
    {
        if (repository.Lookup<Blob>(new ObjectId(blobId)) is not { } blob || blob.Size > MediaTypes.MaximumOtherBytes)
        {
            return null;
        }

        using var content = blob.GetContentStream();
        var bytes = new byte[content.Length];
        content.ReadExactly(bytes);
        return bytes;
    });

    /// <summary>Gives its place back to the next large file when it is closed.</summary>
    private sealed class LeasedStream(byte[] bytes, SemaphoreSlim places) : MemoryStream(bytes, writable: false)
    {
        private int returned;

        protected override void Dispose(bool disposing)
        {
            if (disposing && Interlocked.Exchange(ref returned, 1) == 0)
            {
                places.Release();
            }

            base.Dispose(disposing);
        }
    }
}
