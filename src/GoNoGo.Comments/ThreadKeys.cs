using System.Globalization;

namespace GoNoGo.Comments;

/// <summary>
/// Keys by which a thread sorts from top to bottom: ids of version 7 rise with time, and a child's key begins with its parent's.
/// </summary>
internal static class ThreadKeys
{
    /// <summary>Put behind a key, it sorts after every answer to it: keys are hexadecimal.</summary>
    public const string End = "g";

    private const int IdLength = 32;

    public static (string Key, int Depth) Under(Guid id, string? parentKey)
    {
        var own = id.ToString("N", CultureInfo.InvariantCulture);
        if (parentKey is null)
        {
            return (own, 1);
        }

        // At the deepest level an answer stands beside the comment it answers.
        var parentDepth = parentKey.Length / IdLength;
        var ancestors = parentDepth < CommentService.MaximumDepth ? parentKey : parentKey[..^IdLength];
        return (ancestors + own, (ancestors.Length / IdLength) + 1);
    }
}
