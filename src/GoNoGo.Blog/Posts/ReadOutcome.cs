using GoNoGo.Blog.Content;

namespace GoNoGo.Blog.Posts;

internal abstract record ReadOutcome;

internal sealed record ReadDocument(Document Document) : ReadOutcome;

internal sealed record RefusedDocument(ContentProblem Problem) : ReadOutcome;
