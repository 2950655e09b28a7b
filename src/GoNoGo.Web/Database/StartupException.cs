namespace GoNoGo.Web.Database;

/// <summary>The program cannot start. The message is one sentence for the operator that says what to do.</summary>
public sealed class StartupException(string message, Exception? cause = null) : Exception(message, cause);
