using GoNoGo.Blog.Content.Tree;
using GoNoGo.Blog.Site;

namespace GoNoGo.Blog.Content.Building;

/// <summary>What was read of a tree, to build its snapshot of.</summary>
/// <param name="Tree">The tree.</param>
/// <param name="Site">Its settings.</param>
/// <param name="SettingsId">The files that they stand in.</param>
/// <param name="Layout">Where in it posts stand.</param>
/// <param name="Assets">Its files that are served as they are.</param>
/// <param name="AssetFacts">What was found out about them.</param>
/// <param name="Files">Its texts.</param>
/// <param name="ReadCount">How many of them were not known before.</param>
/// <param name="Known">What the build before remembers of it.</param>
/// <param name="Problems">What is wrong in it.</param>
internal sealed record ReadTree(
    IContentTree Tree,
    SiteSettings Site,
    string SettingsId,
    ContentLayout Layout,
    IReadOnlyList<CheckedAsset> Assets,
    IReadOnlyDictionary<string, AssetFacts> AssetFacts,
    IReadOnlyList<ReadFile> Files,
    int ReadCount,
    BuildMemory Known,
    IReadOnlyList<ContentProblem> Problems);
