using System.Data.Common;
using GoNoGo.Platform.Audit;

namespace GoNoGo.Web.Pages;

/// <summary>Reads of comments what a page can do without, where the database is away.</summary>
internal sealed partial class CommentReading
{
    /// <param name="request">The request, whose page is noted to be incomplete where nothing can be read.</param>
    /// <param name="operation">What is read, for the audit trail.</param>
    /// <param name="read">Reads it.</param>
    /// <returns>Null where it cannot be read just now.</returns>
    public static async Task<T?> TryAsync<T>(BlogRequest request, string operation, Func<Task<T>> read)
        where T : class
    {
        try
        {
            return await read();
        }
        catch (Exception failure) when (IsAway(failure, request.Aborted))
        {
            request.Service<AuditBacklog>().Add(new FailedCall("web", "comments", operation, failure.GetType().Name));
            request.Notes.IsIncomplete = true;
            CommentsUnavailable(request.Service<ILogger<CommentReading>>(), failure.GetType().Name);
            return null;
        }
    }

    private static bool IsAway(Exception failure, CancellationToken aborted) => failure
        is DbException or TimeoutException or InvalidOperationException { InnerException: DbException }
        || (failure is OperationCanceledException && !aborted.IsCancellationRequested);

    [LoggerMessage(1, LogLevel.Warning, "A page is shown without its comments: {Failure}.")]
    private static partial void CommentsUnavailable(ILogger logger, string failure);
}
