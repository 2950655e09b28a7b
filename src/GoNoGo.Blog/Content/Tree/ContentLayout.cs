using GoNoGo.Platform.Results;

namespace GoNoGo.Blog.Content.Tree;

/// <summary>Which folders of a repository hold posts, pages and other files.</summary>
internal sealed class ContentLayout
{
    public const string DefaultPostsFolder = "content/posts";

    /// <summary>What stands in these folders is served from the root, as Hugo, Zola, Astro and Eleventy do.</summary>
    private static readonly string[] RootedFolders = ["static", "public"];

    /// <summary>What stands in these is served at its own path.</summary>
    private static readonly string[] ServedFolders = ["assets", "images", "img", "uploads", "files", "media"];

    /// <summary>Astro keeps what its posts show here.</summary>
    private static readonly string[] SourceFolders = ["src/assets", "src/images"];

    private readonly string[] folders;

    private ContentLayout(string postsFolder)
    {
        PostsFolder = postsFolder;
        var parent = postsFolder.LastIndexOf('/');
        PagesFolders = parent > 0 ? [postsFolder[..parent] + "/pages"]
            : postsFolder.Length > 0 ? [postsFolder + "/pages", "pages"]
            : ["pages"];
        folders = [postsFolder, .. PagesFolders, .. RootedFolders, .. ServedFolders, .. SourceFolders];
    }

    /// <summary>Empty for the root.</summary>
    public string PostsFolder { get; }

    public IReadOnlyList<string> PagesFolders { get; }

    public static Result<ContentLayout> For(string? folder)
    {
        var normal = (folder ?? DefaultPostsFolder).Replace('\\', '/').Trim('/');
        var segments = normal is "" or "." ? [] : normal.Split('/');
        return segments.All(ContentPath.IsSafeName)
            ? new ContentLayout(string.Join('/', segments))
            : new ContentUnavailable("content_folder_invalid", $"The posts folder '{folder}' is no path inside the repository.");
    }

    public bool IsPost(string path) => ContentPath.IsBelow(path, PostsFolder) && !IsPage(path);

    public bool IsPage(string path) => PagesFolders.Any(folder => ContentPath.IsBelow(path, folder));

    /// <summary>The root folder of posts or pages that a path is in; null where it is in neither.</summary>
    public string? TextFolderOf(string path) =>
        PagesFolders.FirstOrDefault(folder => ContentPath.IsBelow(path, folder))
        ?? (ContentPath.IsBelow(path, PostsFolder) ? PostsFolder : null);

    /// <summary>Whether a folder is, is in, or leads to one that holds content.</summary>
    public bool Enters(string path) => folders.Any(folder =>
        ContentPath.IsSameOrBelow(path, folder) || ContentPath.IsBelow(folder, path));

    public bool Holds(string path) => folders.Any(folder => ContentPath.IsBelow(path, folder));

    public static bool IsRooted(string path) => RootedFolders.Any(folder => ContentPath.IsBelow(path, folder));

    /// <summary>The address of a file that belongs to no page bundle.</summary>
    public string AssetAddress(string path)
    {
        var rooted = RootedFolders.FirstOrDefault(folder => ContentPath.IsBelow(path, folder));
        return rooted is not null ? path[rooted.Length..]
            : TextFolderOf(path) is null or "" && ServedFolders.Any(folder => ContentPath.IsBelow(path, folder)) ? "/" + path
            : "/media/" + path;
    }
}
