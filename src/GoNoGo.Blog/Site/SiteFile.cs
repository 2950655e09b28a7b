using GoNoGo.Blog.Content;
using GoNoGo.Blog.Posts;
using GoNoGo.Blog.Posts.Metadata;
using GoNoGo.Blog.Posts.Reading;

namespace GoNoGo.Blog.Site;

/// <summary>Reads the <c>site.yaml</c> of a blog. What is wrong in it is reported by line; the rest counts.</summary>
internal static class SiteFile
{
    public static (SiteSettings Settings, IReadOnlyList<ContentProblem> Problems) Read(SourceFile file)
    {
        if (SourceText.Decode(file, out var undecodable) is not { } text)
        {
            return (SiteSettings.Default, [undecodable!]); // Decode gives one of the two.
        }

        var outcome = YamlMetadata.Parse(text, firstLine: 1);
        if (outcome.Map is not { } map)
        {
            var (line, code, message) = outcome.Problem!; // An outcome holds one of the two.
            return (SiteSettings.Default, [new ContentProblem(file.Path, line, ContentProblemSeverity.Refused, code, message)]);
        }

        var problems = new List<ContentProblem>();
        var settings = new SiteFileReader(map, file.Path, problems).Read();
        return (settings, [.. problems.OrderBy(problem => problem.Line)]);
    }
}
