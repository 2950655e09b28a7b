using GoNoGo.Blog.Content.Git;
using LibGit2Sharp;

namespace GoNoGo.Blog.Content;

/// <summary>What the content repository says of its commits, for the notice of an update.</summary>
public sealed class CommitNotes
{
    private const int LongestText = 200;

    private readonly GitMirror mirror;

    internal CommitNotes(GitMirror mirror) => this.mirror = mirror;

    /// <summary>The first line of a commit's message, and its author's name as Git gives it.</summary>
    /// <param name="commit">Its object id.</param>
    /// <returns>Null where the mirror has no such commit, or there is none. The name is personal.</returns>
    public CommitNote? Find(string commit)
    {
        try
        {
            return mirror.Repositories.Use(repository => repository.Lookup<Commit>(commit)) is { } found
                ? new CommitNote(Line(found.MessageShort), Line(found.Author.Name))
                : null;
        }
        catch (LibGit2SharpException)
        {
            return null;
        }
    }

    private static string Line(string text)
    {
        var line = string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();
        return line.Length <= LongestText ? line : line[..LongestText].TrimEnd() + "…";
    }
}

/// <summary>What a commit says of itself. Its text form is redacted.</summary>
/// <param name="Message">The first line of its message; may be empty.</param>
/// <param name="Author">Who wrote it, as Git gives it. Personal.</param>
public sealed record CommitNote(string Message, string Author)
{
    /// <summary>A fixed mark in place of what was written.</summary>
    /// <returns><c>[commit]</c></returns>
    public override string ToString() => "[commit]";
}
