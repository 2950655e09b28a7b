using GoNoGo.Blog.Content.Tree;
using GoNoGo.Blog.Images;

namespace GoNoGo.Blog.Content.Building;

/// <summary>Gives every file that is no text its address; the files of a page bundle stand beside their page.</summary>
internal static class AssetPlacement
{
    public static List<Asset> Place(
        IEnumerable<CheckedAsset> files, IEnumerable<Placed> pages, ContentLayout layout, Claims claims)
    {
        var bundles = pages
            .Where(page => ContentPath.IsIndex(page.Document.Path))
            .Where(page => ContentPath.FolderOf(page.Document.Path) is var folder && folder != layout.TextFolderOf(page.Document.Path))
            .GroupBy(page => ContentPath.FolderOf(page.Document.Path), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().Address, StringComparer.Ordinal);
        var assets = new List<Asset>();
        foreach (var (node, mediaType, length, header) in files)
        {
            var bundle = BundleOf(node.Path, bundles);
            var address = bundle is null ? layout.AssetAddress(node.Path) : bundles[bundle] + node.Path[(bundle.Length + 1)..];
            var mayBeReserved = !ContentLayout.IsRooted(node.Path) || address.StartsWith("/media/", StringComparison.Ordinal);
            if (claims.TryClaim(node.Path, address, mayBeReserved))
            {
                assets.Add(new Asset(address, node.Path, node.Id, mediaType, length)
                {
                    Picture = header is { Width: > 0 } ? new PictureSize(header.Width, header.Height, header.MayMove) : null,
                });
            }
        }

        return assets;
    }

    private static string? BundleOf(string path, Dictionary<string, string> bundles)
    {
        for (var folder = ContentPath.FolderOf(path); folder.Length > 0; folder = ContentPath.FolderOf(folder))
        {
            if (bundles.ContainsKey(folder))
            {
                return folder;
            }
        }

        return null;
    }
}

/// <summary>A file that may be served: of a known kind and what its name says, within its bound, no stand-in.</summary>
internal sealed record CheckedAsset(TreeNode Node, string MediaType, long Length, ImageHeader? Header);
