using GoNoGo.Blog.Content;
using GoNoGo.Blog.Posts.Metadata;
using GoNoGo.Blog.Posts.Reading;
using GoNoGo.Blog.Posts.Templates;
using GoNoGo.Blog.Site;

namespace GoNoGo.Blog.Posts;

/// <summary>Reads a Markdown file of any of the known generators. Pure: the same bytes give the same outcome.</summary>
internal static class DocumentReader
{
    public static ReadOutcome Read(SourceFile file, SiteSettings site)
    {
        if (SourceText.Decode(file, out var undecodable) is not { } text)
        {
            return new RefusedDocument(undecodable!); // Decode gives one of the two.
        }

        var block = FrontMatterBlock.Split(text);
        if (block.Problem is { } broken)
        {
            return Refused(file.Path, broken.Line, broken.Code, broken.Message);
        }

        var problems = new List<ContentProblem>();
        var frontMatter = FrontMatterReader.Read(block.Map, file.Path, site.TimeZone, problems);
        if (problems.Find(problem => problem.Severity == ContentProblemSeverity.Refused) is { } wrong)
        {
            return new RefusedDocument(wrong);
        }

        var untouched = new SourceLines(block.BodyLine, []);
        if (MarkdownBounds.Check(file.Path, block.Body, offset => untouched.LineOf(block.Body, offset)) is { } excessive)
        {
            return new RefusedDocument(excessive);
        }

        var body = TagReplacer.Replace(block.Body, block.BodyLine, file.Path, frontMatter);
        return new ReadDocument(Compose(file, frontMatter, body, [.. problems, .. body.Warnings], site.TimeZone));
    }

    private static Document Compose(
        SourceFile file, FrontMatter frontMatter, ReplacedBody body, IReadOnlyList<ContentProblem> warnings, TimeZoneInfo zone)
    {
        var name = FileName.Of(file.Path);
        var heading = frontMatter.Title is null ? FirstHeading.Take(body.Markdown) : null;
        var day = name.Date ?? FileName.DateInAddress(frontMatter.Address);
        return new Document
        {
            Path = file.Path,
            BlobId = file.BlobId,
            FrontMatter = frontMatter,
            Title = frontMatter.Title ?? heading?.Title ?? name.AsTitle(),
            Date = frontMatter.Date ?? (day is { } local ? DateText.InZone(local, zone) : null),
            Markdown = heading?.Body ?? body.Markdown,
            Warnings = warnings,
            Lines = body.Lines,
        };
    }

    private static RefusedDocument Refused(string path, int line, string code, string message) =>
        new(new ContentProblem(path, line, ContentProblemSeverity.Refused, code, message));
}
