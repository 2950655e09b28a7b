using GoNoGo.Blog.Content;
using GoNoGo.Blog.Content.Tree;
using GoNoGo.Blog.Posts;
using GoNoGo.Blog.Posts.Metadata;
using GoNoGo.Blog.Posts.Reading;
using GoNoGo.Platform.Languages;

namespace GoNoGo.Blog.Site;

/// <summary>
/// The texts that a blog puts in place of the program's: a file for each language in the folder <c>languages</c> beside its
/// <c>site.yaml</c>. What is wrong in one is reported by line; the rest counts.
/// </summary>
internal static class LanguageFolder
{
    private const string Name = "languages";

    /// <summary>The files, in order; none where there is no such folder.</summary>
    public static IReadOnlyList<TreeNode> Files(IContentTree tree)
    {
        var folder = tree.Children(null).FirstOrDefault(node => node is { Name: Name, Kind: TreeNodeKind.Folder });
        return folder is null
            ? []
            : [.. tree.Children(folder).Where(IsYaml).OrderBy(node => node.Name, StringComparer.Ordinal)];
    }

    /// <summary>The languages of the program under the blog's own texts.</summary>
    public static LanguageSet Read(IContentTree tree, List<ContentProblem> problems)
    {
        var own = new Dictionary<string, LanguageTexts>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in Files(tree))
        {
            var tag = ContentPath.StemOf(file.Path);
            if (Refusal(tree, file, tag, own) is { } refusal)
            {
                problems.Add(refusal);
            }
            else
            {
                var (texts, found) = LanguageFile.Read(new SourceFile(file.Path, file.Id, tree.Read(file)), LanguageSet.BuiltIn.Find(tag));
                own[tag] = texts;
                problems.AddRange(found);
            }
        }

        return LanguageSet.BuiltIn.Under(own);
    }

    private static ContentProblem? Refusal(
        IContentTree tree, TreeNode file, string tag, Dictionary<string, LanguageTexts> own) => file switch
        {
            { Kind: TreeNodeKind.SymbolicLink } => TreeProblems.SymbolicLink(file.Path),
            { Kind: not TreeNodeKind.File } => TreeProblems.Submodule(file.Path),
            _ when tree.Length(file) > SourceText.MaxBytes => TreeProblems.TooLarge(file.Path, SourceText.MaxBytes),
            _ when !LanguageTag.IsKnown(tag) =>
                Refused(file, "wrong_language", "Name the file by the tag of its language, such as it.yaml or pt-BR.yaml."),
            _ when own.ContainsKey(tag) => Refused(file, "language_twice", "There is another file of this language; put both into one."),
            _ => null,
        };

    private static ContentProblem Refused(TreeNode file, string code, string message) =>
        new(file.Path, 1, ContentProblemSeverity.Refused, code, message);

    private static bool IsYaml(TreeNode node) =>
        node.Kind is not TreeNodeKind.Folder
        && (node.Name.EndsWith(".yaml", StringComparison.Ordinal) || node.Name.EndsWith(".yml", StringComparison.Ordinal));
}
