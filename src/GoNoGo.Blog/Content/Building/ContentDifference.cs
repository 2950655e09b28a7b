using GoNoGo.Blog.Content.Tree;
using GoNoGo.Blog.Site;

namespace GoNoGo.Blog.Content.Building;

/// <summary>Counts the files of a blog that differ between two trees: texts, what is served as it is, site.yaml, languages.</summary>
internal static class ContentDifference
{
    /// <returns>0 where a blog made of either is the same; null where one of them cannot be told.</returns>
    public static int? Count(IContentTree before, IContentTree after, string? folder, CancellationToken cancellationToken)
    {
        if (TakenFrom(before, folder, cancellationToken) is not { } former
            || TakenFrom(after, folder, cancellationToken) is not { } current)
        {
            return null;
        }

        return former.Keys.Union(current.Keys, StringComparer.Ordinal)
            .Count(path => former.GetValueOrDefault(path) != current.GetValueOrDefault(path));
    }

    /// <summary>Paths to what tells their bytes from others; what is refused counts too, since authors are told of it.</summary>
    private static Dictionary<string, string>? TakenFrom(IContentTree tree, string? folder, CancellationToken cancellationToken)
    {
        var siteFile = tree.Children(null).FirstOrDefault(node => node.Name == SnapshotBuilder.SiteFileName);
        var site = SnapshotBuilder.ReadSite(tree, siteFile, []);
        if (!ContentLayout.For(folder ?? site.PostsFolder).Succeeded(out var layout, out _)
            || !TreeSurvey.Of(tree, layout, cancellationToken).Succeeded(out var survey, out _))
        {
            return null;
        }

        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var problem in survey.Problems)
        {
            taken[problem.Path] = problem.ToString();
        }

        foreach (var node in survey.Posts.Concat(survey.Pages).Concat(survey.Assets))
        {
            taken[node.Path] = node.Id;
        }

        foreach (var node in LanguageFolder.Files(tree).Concat(siteFile is null ? [] : [siteFile]))
        {
            taken[node.Path] = node.Id;
        }

        return taken;
    }
}
