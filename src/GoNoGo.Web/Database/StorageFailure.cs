using GoNoGo.Platform.Data;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace GoNoGo.Web.Database;

/// <summary>
/// Failures of the disk below database and keys, whichever of them met it: they pass when there is room or the disk is well again.
/// </summary>
internal static class StorageFailure
{
    /// <summary>Whether a failure is one, or was caused by one.</summary>
    public static bool IsOne(Exception failure) => Explain(failure) is not null;

    /// <summary>What an operator does about it; null for what is no failure of the disk.</summary>
    public static string? Explain(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (ExplainItself(cause) is { } sentence)
            {
                return sentence;
            }
        }

        return null;
    }

    private static string? ExplainItself(Exception failure) => failure switch
    {
        SqliteException { SqliteErrorCode: raw.SQLITE_FULL } =>
            "The disk of the database is full, and nothing was written: make room, then try again.",
        SqliteException { SqliteErrorCode: raw.SQLITE_READONLY } =>
            "The database cannot be written: let this user write it and its folder, and see that its disk is not mounted read-only.",
        SqliteException { SqliteErrorCode: raw.SQLITE_IOERR } io => FormattableString.Invariant(
            $"The disk of the database cannot be read or written (SQLite error {io.SqliteExtendedErrorCode}): ")
            + "make room on it, or look at what the system says of it.",
        _ when DiskFailure.IsFull(failure) => "The disk is full, and nothing was written: make room, then try again.",
        _ when DiskFailure.IsReadOnly(failure) => "The disk is mounted read-only: look at what the system says of it, then try again.",
        _ => null,
    };
}
