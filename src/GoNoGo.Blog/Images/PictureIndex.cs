using System.Collections.Frozen;
using GoNoGo.Blog.Content;

namespace GoNoGo.Blog.Images;

/// <summary>The pictures of a snapshot with the forms that there are of each. Immutable.</summary>
public sealed class PictureIndex
{
    private readonly FrozenDictionary<string, Picture> byAddress;
    private readonly FrozenDictionary<string, Picture> byBlob;

    internal PictureIndex(IEnumerable<Asset> assets, Func<string, ShelvedPicture?> find)
    {
        var pictures = assets.Where(asset => asset.Picture is not null)
            .Select(asset => (Asset: asset, Shelved: CanShrink(asset) ? find(asset.BlobId) : Nothing))
            .Select(one => new Picture(one.Asset, one.Asset.Picture!, one.Shelved?.Widths ?? []) // Where it is not null.
            {
                IsBroken = one.Shelved is { IsBroken: true },
                IsDue = one.Shelved is null,
            })
            .ToList();
        byAddress = pictures.ToFrozenDictionary(picture => AddressForm.Encode(picture.Asset.Address), StringComparer.Ordinal);
        byBlob = pictures.DistinctBy(picture => picture.Asset.BlobId)
            .ToFrozenDictionary(picture => picture.Asset.BlobId, StringComparer.Ordinal);
    }

    /// <summary>No pictures.</summary>
    public static PictureIndex Empty { get; } = new([], _ => null);

    /// <summary>Each once, however many addresses it has.</summary>
    internal IEnumerable<Picture> All => byBlob.Values;

    internal IEnumerable<ContentProblem> Problems => byAddress.Values.Where(picture => picture.IsBroken).Select(picture =>
        new ContentProblem(
        picture.Asset.SourcePath,
        0,
        ContentProblemSeverity.Warning,
        "image_broken",
        "The picture could not be read to its end, so that it is served as it is, in one width; export it anew."));

    private static ShelvedPicture Nothing { get; } = new([], 0, IsBroken: false);

    /// <summary>The picture at an address.</summary>
    /// <param name="address">As it stands in a page: a path with whatever needs it escaped.</param>
    /// <returns>Null where no picture stands there, or one that does not say how large it is.</returns>
    public Picture? Find(string address) => byAddress.GetValueOrDefault(address);

    /// <summary>The picture of a Git object id.</summary>
    /// <param name="blobId">Hexadecimal.</param>
    /// <returns>Null where the snapshot has none of that id.</returns>
    public Picture? FindBlob(string blobId) => byBlob.GetValueOrDefault(blobId);

    private static bool CanShrink(Asset asset) =>
        asset is { ContentType: not ImageHeader.Svg, Picture: { MayMove: false, Width: >= PictureForms.SmallestWorth } };
}

/// <summary>A picture, and the widths in which it can be had.</summary>
/// <param name="Asset">The file.</param>
/// <param name="Size">How large it is shown.</param>
/// <param name="Widths">In pixels, ascending; those that are there.</param>
public sealed record Picture(Asset Asset, PictureSize Size, IReadOnlyList<int> Widths)
{
    internal bool IsBroken { get; init; }

    /// <summary>Whether nobody has tried to make its forms yet.</summary>
    internal bool IsDue { get; init; }
}
