using System.Collections.Concurrent;
using System.Globalization;

namespace GoNoGo.Blog.Images;

/// <summary>
/// The smaller forms of pictures, in the data folder: a folder for each picture, named by its Git object id, that is there whole or not at
/// all. All of it can be made again, so it may be deleted at any time. Written by one, read by many.
/// </summary>
public sealed class PictureShelf
{
    /// <summary>Changes with how the forms are made, so that those of an earlier version are not served.</summary>
    private const string Version = "2";
    private const string Ending = ".webp";
    private const string FailureName = "failure";
    private const string Unfinished = ".unfinished";

    private readonly string folder;
    private readonly ConcurrentDictionary<string, ShelvedPicture> known = new(StringComparer.Ordinal);

    internal PictureShelf(string dataPath) => folder = Path.Combine(dataPath, "pictures", Version);

    /// <summary>What all forms take on the disk, of those pictures that have been asked for.</summary>
    internal long Bytes => known.Values.Sum(picture => picture.Bytes);

    /// <summary>Opens a form of a picture.</summary>
    /// <param name="blobId">The picture's Git object id, as a snapshot has it.</param>
    /// <param name="width">One of the widths that the snapshot has.</param>
    /// <returns>WebP, the caller's to dispose; null where it is not there any more.</returns>
    public Stream? Open(string blobId, int width)
    {
        try
        {
            return new FileStream(FileOf(PathOf(blobId), width), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Null where nobody has tried yet.</summary>
    internal ShelvedPicture? Find(string blobId)
    {
        if (known.TryGetValue(blobId, out var picture))
        {
            return picture;
        }

        var place = new DirectoryInfo(PathOf(blobId));
        if (!place.Exists)
        {
            return null;
        }

        var files = place.GetFiles();
        var forms = files.Where(file => file.Extension == Ending).ToList();
        var widths = forms.Select(file => int.Parse(Path.GetFileNameWithoutExtension(file.Name), CultureInfo.InvariantCulture));
        return known.GetOrAdd(
            blobId,
            new ShelvedPicture([.. widths.Order()], forms.Sum(file => file.Length), files.Any(file => file.Name == FailureName)));
    }

    /// <summary>Puts all forms of a picture in their place at once; none, or that it could not be read, is remembered too.</summary>
    internal ShelvedPicture Put(string blobId, IReadOnlyDictionary<int, byte[]> forms, bool isBroken)
    {
        var place = PathOf(blobId);
        var aside = place + Unfinished;
        Delete(aside);
        Directory.CreateDirectory(aside);
        foreach (var (width, bytes) in forms)
        {
            Write(FileOf(aside, width), bytes);
        }

        if (isBroken)
        {
            Write(Path.Combine(aside, FailureName), []);
        }

        Delete(place);
        Directory.Move(aside, place);
        return known[blobId] = new ShelvedPicture([.. forms.Keys.Order()], forms.Values.Sum(bytes => (long)bytes.Length), isBroken);
    }

    /// <summary>Removes what belongs to no picture that is served, and what was never finished.</summary>
    internal void Keep(IReadOnlySet<string> blobIds)
    {
        foreach (var group in Directory.Exists(folder) ? Directory.GetDirectories(folder) : [])
        {
            foreach (var place in Directory.GetDirectories(group))
            {
                var blobId = Path.GetFileName(place);
                if (!blobIds.Contains(blobId))
                {
                    known.TryRemove(blobId, out _);
                    Delete(place);
                }
            }
        }
    }

    private static void Write(string path, byte[] bytes)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        file.Write(bytes);
        file.Flush(flushToDisk: true);
    }

    private static void Delete(string place)
    {
        if (Directory.Exists(place))
        {
            Directory.Delete(place, recursive: true);
        }
    }

    private static string FileOf(string place, int width) => Path.Combine(place, width.ToString(CultureInfo.InvariantCulture) + Ending);

    private string PathOf(string blobId) => Path.Combine(folder, blobId[..2], blobId);
}

/// <summary>What there is of a picture.</summary>
/// <param name="Widths">In pixels, ascending; none where smaller forms would be no gain.</param>
/// <param name="Bytes">What they take.</param>
/// <param name="IsBroken">Whether it could not be read.</param>
internal sealed record ShelvedPicture(IReadOnlyList<int> Widths, long Bytes, bool IsBroken);
