using GoNoGo.Comments.Moderation.Rules;
using GoNoGo.Comments.Rendering;
using GoNoGo.Platform.Data;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace GoNoGo.Comments.Moderation;

/// <summary>
/// Asks rules about a comment. It writes nothing, so that rules can be tried on comments of the past as well: hand it those, and a policy
/// that is not in force.
/// </summary>
internal sealed class CommentScreening(DataContext data, IPostCatalog posts)
{
    /// <summary>What a form gives away, as intake notes it among the flags.</summary>
    public static readonly string[] FormSignals = ["no_ticket", "too_fast", "trap_filled"];

    public async Task<IReadOnlyList<Verdict>> JudgeAsync(Comment comment, ModerationPolicy policy, CancellationToken cancellationToken)
    {
        var screened = Facts(comment);
        var verdicts = new List<Verdict>(policy.Rules.Count);
        foreach (var rule in policy.Rules)
        {
            var finding = await rule.JudgeAsync(screened, cancellationToken);
            verdicts.Add(new Verdict(rule.Name, rule.Version, finding, finding is Finding.Flagged ? rule.Weight : 0));
        }

        return verdicts;
    }

    private ScreenedComment Facts(Comment comment) => new()
    {
        Content = comment.Content,
        FoldedContent = FoldedText.Of(comment.Content),
        LinkHosts = HostsOf(comment.Content),
        PageLanguage = comment.Language,
        PostAge = posts.Find(comment.PostId)?.PublishedAt is { } published ? comment.CreatedAt - published : null,
        FormSignals = [.. comment.Flags.Split(',').Intersect(FormSignals, StringComparer.Ordinal)],
        History = new StoredHistory(data, comment),
    };

    public static List<string> HostsOf(string content) => [.. CommentRenderer.Parse(content).Descendants<Inline>()
        .Select(inline => inline switch
        {
            LinkInline link => link.Url,
            AutolinkInline link => link.Url,
            _ => null,
        })
        .OfType<string>()
        .Select(HostOf)];

    private static string HostOf(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.IdnHost.TrimEnd('.').ToLowerInvariant() : "";
}
