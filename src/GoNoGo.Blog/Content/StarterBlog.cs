using GoNoGo.Platform.Results;

namespace GoNoGo.Blog.Content;

/// <summary>A small blog to begin with, for who has none yet.</summary>
/// <param name="repositories">Makes the repository that it is put into.</param>
public sealed class StarterBlog(RepositoryInitializer repositories)
{
    private const string ResourcePrefix = "Starter/";

    /// <summary>Writes the starter blog where there is none; what its owner made of it since is left alone.</summary>
    /// <param name="folder">Where it shall be; made if missing.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>The folder's full path, or why no repository could be made of it.</returns>
    public async Task<Result<string>> WriteAsync(string folder, CancellationToken cancellationToken)
    {
        var root = Path.GetFullPath(folder);
        if (RepositoryInitializer.IsRepository(root))
        {
            // A crash may have come before the first commit; this makes up for it.
            return repositories.Initialize(root).Succeeded(out _, out var broken) ? root : broken;
        }

        var assembly = typeof(StarterBlog).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal)))
        {
            var path = Path.Combine(root, name[ResourcePrefix.Length..].Replace('\\', '/'));
            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? root);
            await using var source = assembly.GetManifestResourceStream(name)
                ?? throw new InvalidOperationException($"The resource {name} is gone.");
            await using var target = File.Create(path);
            await source.CopyToAsync(target, cancellationToken);
        }

        return repositories.Initialize(root).Succeeded(out _, out var error) ? root : error;
    }
}
