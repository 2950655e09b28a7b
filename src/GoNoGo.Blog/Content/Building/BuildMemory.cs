using GoNoGo.Blog.Content.Tree;
using GoNoGo.Blog.Images;
using GoNoGo.Blog.Posts;

namespace GoNoGo.Blog.Content.Building;

/// <summary>
/// What the last build read and rendered, so that the next one repeats only what changed. Belongs to one site.yaml and its languages.
/// </summary>
internal sealed record BuildMemory(
    string SettingsId,
    IReadOnlyDictionary<string, ReadFile> Files,
    IReadOnlyDictionary<string, RenderedFile> Bodies,
    IReadOnlyDictionary<string, AssetFacts> Assets)
{
    public static BuildMemory Empty(string settingsId) => new(
        settingsId,
        new Dictionary<string, ReadFile>(),
        new Dictionary<string, RenderedFile>(),
        new Dictionary<string, AssetFacts>());

    /// <summary>The same after some texts were read and rendered anew.</summary>
    public BuildMemory With(IReadOnlyCollection<UpdatedText> texts)
    {
        var files = new Dictionary<string, ReadFile>(Files, StringComparer.Ordinal);
        var bodies = new Dictionary<string, RenderedFile>(Bodies, StringComparer.Ordinal);
        foreach (var text in texts)
        {
            files[text.File.Node.Path] = text.File;
            bodies[text.File.Node.Path] = text.Body;
        }

        return this with { Files = files, Bodies = bodies };
    }
}

/// <summary>A text that was read. A remembered one drops its Markdown: it can be read again, and it is most of the memory.</summary>
internal sealed record ReadFile(TreeNode Node, Document? Document, ContentProblem? Problem, bool HoldsMarkdown)
{
    public ReadFile WithoutMarkdown() => HoldsMarkdown ? this with { Document = Document!.WithoutMarkdown(), HoldsMarkdown = false } : this;
}

/// <summary>A body with the references in it as they were resolved.</summary>
internal sealed record RenderedFile(string BlobId, RenderedBody Body, IReadOnlyDictionary<string, string?> References);

/// <summary>What was found out about a file that is served as it is; <paramref name="Header"/> where it is a picture.</summary>
internal sealed record AssetFacts(long Length, bool IsLfsPointer, bool IsAsNamed, ImageHeader? Header);
