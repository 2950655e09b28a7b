using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Extensions.EmphasisExtras;

namespace GoNoGo.Blog.Posts.Rendering;

/// <summary>The Markdown of posts: CommonMark with what GitHub's readers expect. HTML is allowed, its author is trusted.</summary>
internal static class MarkdownDialect
{
    public static MarkdownPipeline Build() => new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseFootnotes()
        .UseTaskLists()
        .UseDefinitionLists()
        .UseAlertBlocks()
        .UseAutoLinks()
        .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough)
        .UseAutoIdentifiers(AutoIdentifierOptions.GitHub)
        .Build();
}
