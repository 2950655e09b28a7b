using GoNoGo.Blog.Content.Tree;
using GoNoGo.Blog.Posts;

namespace GoNoGo.Blog.Content.Building;

/// <summary>Gives every static page its address: its own, or its path below the folder of pages.</summary>
internal static class PagePlacement
{
    public static List<PlacedPage> Place(IEnumerable<Document> documents, ContentLayout layout, List<ContentProblem> problems)
    {
        var placed = new List<PlacedPage>();
        foreach (var document in documents)
        {
            var written = document.FrontMatter.Address ?? FromPath(document, layout);
            if (AddressForm.Canonical(written) is { } address)
            {
                placed.Add(new PlacedPage(document, address));
            }
            else
            {
                problems.Add(PlacementProblems.AddressInvalid(document.Path, written));
            }
        }

        return placed;
    }

    private static string FromPath(Document document, ContentLayout layout)
    {
        var folders = PermalinkPlace.FoldersOf(document.Path, layout);
        var isRoot = ContentPath.IsIndex(document.Path) && ContentPath.FolderOf(document.Path) == layout.TextFolderOf(document.Path);
        var name = document.FrontMatter.Slug ?? (isRoot ? "" : SlugRegister.NameOf(document.Path));
        return string.Join('/', folders.Append(name).Select(Slug.From));
    }
}
