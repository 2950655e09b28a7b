namespace GoNoGo.Blog.Content;

/// <summary>Something an author should mend, by file and line.</summary>
/// <param name="Path">The file's path in the repository, with forward slashes.</param>
/// <param name="Line">The line, from 1; 0 where no line is to blame.</param>
/// <param name="Severity">Whether the file was left out.</param>
/// <param name="Code">Stable and machine-readable, in snake_case.</param>
/// <param name="Message">One sentence that says what is wrong and what to do.</param>
public sealed record ContentProblem(string Path, int Line, ContentProblemSeverity Severity, string Code, string Message);

/// <summary>What a problem did to its file.</summary>
public enum ContentProblemSeverity
{
    /// <summary>The file is published; something in it was left out.</summary>
    Warning,

    /// <summary>The file is not published.</summary>
    Refused,
}
