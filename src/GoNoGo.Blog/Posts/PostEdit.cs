namespace GoNoGo.Blog.Posts;

/// <summary>A substantive change of a post, as Git has it. It names nobody.</summary>
/// <param name="At">When its author made it.</param>
/// <param name="Subject">The first line of the commit's message, plain, at most 200 characters; may be empty.</param>
public sealed record PostEdit(DateTimeOffset At, string Subject);
