namespace GoNoGo.Web.Hosting;

/// <summary>Tells a content repository on this machine from one elsewhere.</summary>
internal static class LocalContent
{
    /// <summary>The full path of what Git takes for a place on this machine: no scheme but file, and no host:path as SSH has it.</summary>
    /// <param name="repository">As it is configured.</param>
    /// <returns>Null for a remote.</returns>
    public static string? PathOf(string repository)
    {
        if (repository.StartsWith("file://", StringComparison.OrdinalIgnoreCase))
        {
            return Uri.TryCreate(repository, UriKind.Absolute, out var url) ? url.LocalPath : repository;
        }

        var colon = repository.IndexOf(':', StringComparison.Ordinal);
        var slash = repository.IndexOf('/', StringComparison.Ordinal);
        var isRemote = colon >= 0 && (slash < 0 || colon < slash);
        return isRemote ? null : Path.GetFullPath(repository);
    }
}
