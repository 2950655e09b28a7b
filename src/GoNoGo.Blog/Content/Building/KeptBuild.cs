using GoNoGo.Blog.Content.Tree;
using GoNoGo.Blog.Posts;
using GoNoGo.Blog.Posts.Reading;
using GoNoGo.Platform.Results;

namespace GoNoGo.Blog.Content.Building;

/// <summary>The memory of a build as it lies on the disk.</summary>
/// <param name="Program">Which program wrote it: another one may read and render otherwise.</param>
/// <param name="SettingsId">See <see cref="BuildMemory"/>.</param>
/// <param name="Texts">What was read.</param>
/// <param name="Bodies">What was rendered, by path.</param>
/// <param name="Assets">What was found out about files that are served as they are, by path.</param>
internal sealed record KeptBuild(
    string Program,
    string SettingsId,
    IReadOnlyList<KeptBuild.Text> Texts,
    IReadOnlyDictionary<string, KeptBuild.Body> Bodies,
    IReadOnlyDictionary<string, AssetFacts> Assets)
{
    /// <summary>Names this build of the program and of what it renders with.</summary>
    public static string ThisProgram { get; } = string.Join(
        ' ',
        new[] { typeof(KeptBuild), typeof(Result<>) }.Select(type => type.Assembly.ManifestModule.ModuleVersionId));

    public static KeptBuild Of(BuildMemory memory) => new(
        ThisProgram,
        memory.SettingsId,
        [.. memory.Files.Values.Select(file => new Text(file.Node, TextFacts.Of(file.Document), file.Problem))],
        memory.Bodies.Where(body => body.Value.Body.Content is ShelvedContent).ToDictionary(body => body.Key, body => Body.Of(body.Value)),
        memory.Assets);

    /// <summary>What a build knew, without the bodies that are not there any more.</summary>
    /// <param name="find">Finds a body by its digest.</param>
    public BuildMemory ToMemory(Func<string, BodyContent?> find) => new(
        SettingsId,
        Texts.Select(text => text.ToFile()).ToDictionary(file => file.Node.Path, StringComparer.Ordinal),
        (from body in Bodies
         let content = find(body.Value.Digest)
         where content is not null
         select KeyValuePair.Create(body.Key, body.Value.ToFile(content))).ToDictionary(StringComparer.Ordinal),
        Assets);

    /// <summary>A text that was read, or why it could not be.</summary>
    internal sealed record Text(TreeNode Node, TextFacts? Document, ContentProblem? Problem)
    {
        public ReadFile ToFile() => new(Node, Document?.ToDocument(Node), Problem, HoldsMarkdown: false);
    }

    /// <summary>What was read of a text.</summary>
    internal sealed record TextFacts(
        FrontMatter FrontMatter, string Title, DateTimeOffset? Date, IReadOnlyList<ContentProblem> Warnings)
    {
        public static TextFacts? Of(Document? document) =>
            document is null ? null : new TextFacts(document.FrontMatter, document.Title, document.Date, document.Warnings);

        public Document ToDocument(TreeNode node) => new()
        {
            Path = node.Path,
            BlobId = node.Id,
            FrontMatter = FrontMatter,
            Title = Title,
            Date = Date,
            Markdown = "",
            Warnings = Warnings,
            Lines = SourceLines.None,
        };
    }

    /// <summary>What was rendered, without its HTML and text.</summary>
    internal sealed record Body(
        string BlobId,
        string Digest,
        string Excerpt,
        IReadOnlyList<Heading> Headings,
        int WordCount,
        bool HasReferences,
        IReadOnlyList<ContentProblem> Warnings,
        IReadOnlyDictionary<string, string?> References)
    {
        public static Body Of(RenderedFile file)
        {
            var (body, content) = (file.Body, (ShelvedContent)file.Body.Content);
            return new Body(
                file.BlobId,
                content.Digest,
                body.Excerpt,
                body.Headings,
                body.WordCount,
                body.HasReferences,
                body.Warnings,
                file.References);
        }

        public RenderedFile ToFile(BodyContent content) => new(
            BlobId,
            new RenderedBody(content, Excerpt, Headings, WordCount, HasReferences, Refusal: null) { Warnings = Warnings },
            References);
    }
}
