using System.Text.RegularExpressions;
using GoNoGo.Blog.Content.Tree;

namespace GoNoGo.Blog.Content.Building;

/// <summary>Finds what a reference in a text means: a file of the same commit, by the ways other generators write it.</summary>
internal sealed partial class ReferenceResolver(
    IReadOnlyDictionary<string, string> addressByPath, IReadOnlySet<string> refused, ContentLayout layout)
{
    /// <summary>In place of the address of a file that is there and was refused. No address is empty.</summary>
    public const string Refused = "";

    private static readonly string[] TextEndings = ["", ".md", "/index.md", ".markdown"];

    /// <param name="sourcePath">The text that the reference is in.</param>
    /// <param name="reference">Percent-decoded, without query and fragment.</param>
    /// <returns>
    /// The encoded address to put in the reference's place; <see cref="Refused"/> where there is none because the file was refused; null to
    /// leave it as it is.
    /// </returns>
    public string? Resolve(string sourcePath, string reference)
    {
        if (IsElsewhere(reference))
        {
            return null;
        }

        var candidates = Candidates(sourcePath, reference).OfType<string>().ToList();
        return candidates.Select(addressByPath.GetValueOrDefault).FirstOrDefault(address => address is not null) is { } found
            ? AddressForm.Encode(found)
            : candidates.Exists(refused.Contains) ? Refused : null;
    }

    /// <summary>Whether a reference that was left can only have meant a file, so that it leads nowhere.</summary>
    public static bool MeansFile(string reference) =>
        !IsElsewhere(reference)
        && !reference.StartsWith('/')
        && (ContentPath.IsMarkdown(reference) || MediaTypes.Of(reference) is not null);

    private IEnumerable<string?> Candidates(string sourcePath, string reference)
    {
        if (reference.StartsWith("@/", StringComparison.Ordinal))
        {
            var rest = reference[2..];
            return [$"content/{rest}", Below(layout.PostsFolder, rest)];
        }
        else if (reference.StartsWith('/'))
        {
            var rest = reference.Trim('/');
            return [rest, Below(layout.PostsFolder, rest), .. FileOnly(rest, "content/"),
                .. FileOnly(rest, "static/"), .. FileOnly(rest, "public/")];
        }

        var folder = ContentPath.FolderOf(sourcePath);
        return TextEndings.Select(ending => ContentPath.Combine(folder, reference.TrimEnd('/') + ending));
    }

    private static IEnumerable<string> FileOnly(string rest, string folder) =>
        ContentPath.IsMarkdown(rest) || MediaTypes.Of(rest) is not null ? [folder + rest] : [];

    private static string Below(string folder, string rest) => folder.Length == 0 ? rest : $"{folder}/{rest}";

    private static bool IsElsewhere(string reference) =>
        reference.Length == 0 || reference[0] is '#' or '?' || reference.StartsWith("//", StringComparison.Ordinal)
            || Scheme().IsMatch(reference);

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9+.\-]*:", RegexOptions.None, 1000)]
    private static partial Regex Scheme();
}
