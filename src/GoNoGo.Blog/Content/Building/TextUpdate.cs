using System.Text.Json;
using GoNoGo.Blog.Content.Tree;
using GoNoGo.Blog.Posts;
using GoNoGo.Blog.Site;

namespace GoNoGo.Blog.Content.Building;

/// <summary>
/// Reads and renders texts of which only what stands below their front matter has changed, as most pushes do: wherever else they are named,
/// nothing changes, so that nothing else has to be looked at.
/// </summary>
/// <param name="tree">Where they are.</param>
/// <param name="last">The build before.</param>
/// <param name="memory">What it left.</param>
/// <param name="rendering">Makes bodies.</param>
internal sealed class TextUpdate(IContentTree tree, LastBuild last, BuildMemory memory, BodyRendering rendering)
{
    /// <summary>Reads and renders them.</summary>
    /// <param name="changed">The files that changed.</param>
    /// <returns>Null where one of them is no such text.</returns>
    public IReadOnlyList<UpdatedText>? Read(IReadOnlyList<TreeNode> changed)
    {
        var updated = new List<UpdatedText>(changed.Count);
        foreach (var node in changed)
        {
            if (Read(node) is not { } text)
            {
                return null;
            }

            updated.Add(text);
        }

        return updated;
    }

    private UpdatedText? Read(TreeNode node)
    {
        if (memory.Files.GetValueOrDefault(node.Path)?.Document is not { } former
            || memory.Bodies.GetValueOrDefault(node.Path) is not { } formerBody
            || TextFiles.Read(tree, node, last.Site) is not { Document: { } document } file
            || !StandsAlike(former, document))
        {
            return null;
        }

        var body = rendering.Render(file, last.Resolver);
        return body.Body.Refusal is not null ? null : new UpdatedText(file.WithoutMarkdown(), document.Title, body)
        {
            Solved = [.. former.Warnings, .. formerBody.Body.Warnings],
            Problems = [.. document.Warnings, .. body.Body.Warnings],
        };
    }

    /// <summary>Whether a text says the same of itself. A post that takes its date from Git is as old as its history.</summary>
    private bool StandsAlike(Document former, Document current) =>
        current.Date == former.Date
        && (current.Date is not null || !last.Layout.IsPost(current.Path))
        && JsonSerializer.SerializeToUtf8Bytes(current.FrontMatter).AsSpan()
            .SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(former.FrontMatter));
}

/// <summary>A text that was read and rendered anew.</summary>
internal sealed record UpdatedText(ReadFile File, string Title, RenderedFile Body)
{
    /// <summary>What was wrong with it before.</summary>
    public required IReadOnlyList<ContentProblem> Solved { get; init; }

    /// <summary>What is wrong with it now.</summary>
    public required IReadOnlyList<ContentProblem> Problems { get; init; }
}

/// <summary>What a build went by, beside the tree.</summary>
/// <param name="Commit">The commit of the tree.</param>
/// <param name="Folder">See <see cref="BuildRequest"/>.</param>
/// <param name="FormerAddresses">See <see cref="BuildRequest"/>.</param>
/// <param name="Site">The blog's own settings.</param>
/// <param name="Layout">Which folders hold what.</param>
/// <param name="Resolver">Where each file was placed.</param>
internal sealed record LastBuild(
    string Commit,
    string? Folder,
    IReadOnlyDictionary<string, string> FormerAddresses,
    SiteSettings Site,
    ContentLayout Layout,
    ReferenceResolver Resolver)
{
    /// <summary>Whether another build goes by the same.</summary>
    public bool IsFor(BuildRequest request) =>
        request.Folder == Folder
        && request.FormerAddresses.Count == FormerAddresses.Count
        && request.FormerAddresses.All(former => FormerAddresses.GetValueOrDefault(former.Key) == former.Value);
}
