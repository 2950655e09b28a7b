using GoNoGo.Platform.Results;

namespace GoNoGo.Blog.Content;

/// <summary>Why the content could not be fetched or taken over; what was served before is still served.</summary>
/// <param name="Code">See <see cref="Error.Code"/>.</param>
/// <param name="Message">One sentence for the operator that says what to do; never holds the token.</param>
public sealed record ContentUnavailable(string Code, string Message) : Error(Code, Message);
