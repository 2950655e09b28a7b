using System.Text.Json;
using GoNoGo.Blog.Posts;
using LibGit2Sharp;

namespace GoNoGo.Blog.Content.Git;

/// <summary>
/// What was changed substantively about each text, newest last, up to a commit. It goes on where it ended, also after a restart, and begins
/// anew where history was written anew. Kept in a file of the data folder, which may be deleted at any time.
/// </summary>
internal sealed class EditHistory
{
    /// <summary>Changes with what counts as substantive.</summary>
    private const int Version = 1;

    private readonly string path;
    private readonly Lock gate = new();
    private readonly Lock saving = new();
    private volatile Walked walked;
    private Walked saved;

    public EditHistory(string dataPath)
    {
        path = Path.Combine(dataPath, "edits.json");
        walked = saved = Load(path);
    }

    /// <summary>Oldest first; none where nothing is known.</summary>
    public IReadOnlyList<PostEdit> Of(string sourcePath) => walked.Edits.GetValueOrDefault(sourcePath, []);

    /// <summary>
    /// Walks up to a commit, in memory alone; <see cref="Keep"/> writes it down, which takes the longer the more is known.
    /// </summary>
    /// <param name="repositories">Where it is.</param>
    /// <param name="commit">Which.</param>
    /// <param name="most">More commits than this are not walked now.</param>
    /// <param name="cancellationToken">Ends the walk; what was known stays.</param>
    /// <returns>False where there are more.</returns>
    public bool TryCatchUp(RepositoryPool repositories, string commit, int most, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (walked.Commit == commit)
            {
                return true;
            }

            return repositories.Use(repository =>
            {
                var from = IsBehind(repository, commit) ? walked : Walked.Nothing;
                var commits = EditWalk.Between(repository, from.Commit, commit, most == int.MaxValue ? most : most + 1);
                if (commits.Count > most)
                {
                    return false;
                }

                var walk = new EditWalk(repository, from.Edits);
                foreach (var step in commits)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    walk.Note(step);
                }

                walked = new Walked(Version, commit, walk.Edits);
                return true;
            });
        }
    }

    /// <summary>
    /// Has what was walked outlive the program, and waits for no walk that is under way. Where it fails the next start walks again.
    /// </summary>
    public void Keep()
    {
        lock (saving)
        {
            var known = walked;
            if (!ReferenceEquals(saved, known) && TrySave(path, known))
            {
                saved = known;
            }
        }
    }

    private bool IsBehind(Repository repository, string commit) =>
        walked.Commit is { } known
        && repository.Lookup<Commit>(known) is { } earlier
        && repository.ObjectDatabase.FindMergeBase(earlier, repository.Lookup<Commit>(commit))?.Sha == known;

    private static Walked Load(string path)
    {
        try
        {
            if (JsonSerializer.Deserialize<Walked>(File.ReadAllBytes(path)) is { Version: Version } known)
            {
                return known;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            // It is not there, or no longer what it was: it is made anew.
        }

        return Walked.Nothing;
    }

    private static bool TrySave(string path, Walked walked)
    {
        try
        {
            var aside = path + ".unfinished";
            File.WriteAllBytes(aside, JsonSerializer.SerializeToUtf8Bytes(walked));
            File.Move(aside, path, overwrite: true);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private sealed record Walked(int Version, string? Commit, IReadOnlyDictionary<string, IReadOnlyList<PostEdit>> Edits)
    {
        public static Walked Nothing { get; } = new(EditHistory.Version, null, new Dictionary<string, IReadOnlyList<PostEdit>>());
    }
}
