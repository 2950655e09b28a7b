using GoNoGo.Blog.Content;

namespace GoNoGo.Blog.Posts;

/// <summary>What became of a file: a document, or the reason why it is none.</summary>
internal abstract record ReadOutcome;

internal sealed record ReadDocument(Document Document) : ReadOutcome;

internal sealed record RefusedDocument(ContentProblem Problem) : ReadOutcome;
