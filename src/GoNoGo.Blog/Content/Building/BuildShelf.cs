using System.Security.Cryptography;
using System.Text.Json;
using GoNoGo.Blog.Posts;

namespace GoNoGo.Blog.Content.Building;

/// <summary>
/// What was read and rendered, in the data folder: a restart reads it instead of doing it again, and the bodies need not be held in memory.
/// A file for each body, named by its digest, and one with all the rest. All of it can be made again, so it may be deleted at any time.
/// </summary>
internal sealed class BuildShelf
{
    private const int DigestBytes = 16;

    private readonly string folder;
    private readonly string memoryPath;

    public BuildShelf(string dataPath)
    {
        folder = Path.Combine(dataPath, "rendered");
        memoryPath = Path.Combine(folder, "build.json");
    }

    /// <summary>What the last build of this program knew; nothing where there is none, or where it was another program's.</summary>
    public BuildMemory Load()
    {
        try
        {
            using var file = File.OpenRead(memoryPath);
            if (JsonSerializer.Deserialize<KeptBuild>(file) is { } kept && kept.Program == KeptBuild.ThisProgram)
            {
                var there = Directory.EnumerateFiles(folder).Select(Path.GetFileName).ToHashSet(StringComparer.Ordinal);
                return kept.ToMemory(digest => there.Contains(digest) ? new ShelvedContent(this, digest) : null);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            // It is not there, or no longer what it was: all is read and rendered anew.
        }

        return BuildMemory.Empty("");
    }

    /// <summary>Keeps what a build knows, and removes the bodies that it does not need.</summary>
    public void Save(BuildMemory memory)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var aside = memoryPath + ".unfinished";
            using (var file = File.Create(aside))
            {
                JsonSerializer.Serialize(file, KeptBuild.Of(memory));
            }

            File.Move(aside, memoryPath, overwrite: true);
            var needed = memory.Bodies.Values.Select(body => (body.Body.Content as ShelvedContent)?.Digest).ToHashSet();
            foreach (var path in Directory.EnumerateFiles(folder))
            {
                if (path != memoryPath && !needed.Contains(Path.GetFileName(path)))
                {
                    File.Delete(path);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next start reads and renders again.
        }
    }

    /// <summary>Keeps a body.</summary>
    /// <param name="content">What to keep.</param>
    /// <param name="again">Renders it again, should it be lost.</param>
    /// <returns>To read it by; itself where it could not be written, so that it stays in memory.</returns>
    public BodyContent Put(BodyContent content, Func<BodyForms> again)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(content.Read());
        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, DigestBytes));
        return TryWrite(digest, bytes) ? new ShelvedContent(this, digest) { Again = again } : content;
    }

    /// <summary>Null where it is not there, or not what was put.</summary>
    public BodyForms? Find(string digest)
    {
        try
        {
            var bytes = File.ReadAllBytes(Path.Combine(folder, digest));
            return Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, DigestBytes)) == digest
                ? JsonSerializer.Deserialize<BodyForms>(bytes)
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private bool TryWrite(string digest, byte[] bytes)
    {
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(Path.Combine(folder, digest), bytes);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

/// <summary>A body that is read from the shelf, and rendered again where it is lost.</summary>
internal sealed class ShelvedContent(BuildShelf shelf, string digest) : BodyContent
{
    private Func<BodyForms>? again;

    /// <summary>Its name on the shelf.</summary>
    public string Digest => digest;

    /// <summary>Renders it again, by what the newest build knows.</summary>
    public Func<BodyForms>? Again
    {
        get => Volatile.Read(ref again);
        set => Volatile.Write(ref again, value);
    }

    public override BodyForms Read() =>
        shelf.Find(digest) ?? Again?.Invoke() ?? throw new InvalidOperationException("A body was lost before any build knew its text.");
}
