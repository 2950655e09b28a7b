namespace GoNoGo.Blog.Content.Tree;

/// <summary>Why an entry of the tree is left out, each as one sentence that says what to do.</summary>
internal static class TreeProblems
{
    public static ContentProblem SymbolicLink(string path) =>
        Refused(path, "symbolic_link", "A symbolic link is not followed; commit the file itself.");

    public static ContentProblem Submodule(string path) =>
        Refused(path, "submodule", "A submodule is not followed; commit its files here.");

    public static ContentProblem UnsafeName(string path) =>
        Refused(Printable(path), "path_unsafe",
            "A name with '..', a backslash, a control character or invalid UTF-8 is not taken; rename it.");

    public static ContentProblem Twin(string path) =>
        Refused(path, "path_collision", "Another path differs only by case or by how its accents are encoded; rename one of them.");

    public static ContentProblem TooLarge(string path, long limit) =>
        Refused(path, "file_too_large", $"The file is over the bound of {limit / (1024 * 1024)} MB; make it smaller.");

    public static ContentProblem Lfs(string path) =>
        Refused(path, "lfs_pointer", "Git LFS keeps this file elsewhere, which is not followed; commit the file itself.");

    public static ContentProblem Mdx(string path) =>
        Refused(path, "mdx_not_supported", "MDX runs JavaScript, which is not done here; save it as .md.");

    private static ContentProblem Refused(string path, string code, string message) =>
        new(path, 0, ContentProblemSeverity.Refused, code, message);

    private static string Printable(string path) =>
        string.Concat(path.Select(character => char.IsControl(character) ? $"\\x{(int)character:x2}" : character.ToString()));
}
