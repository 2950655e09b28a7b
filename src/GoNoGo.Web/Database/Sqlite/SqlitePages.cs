using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace GoNoGo.Web.Database.Sqlite;

/// <summary>
/// Copies the pages of a database by SQLite's online backup, some at a time, so that nobody waits long for the disk. The source is in a
/// read transaction: then all pages are of one moment, however much is written meanwhile.
/// </summary>
internal static class SqlitePages
{
    private const int PagesAtOnce = 1024;
    private const string Main = "main";

    /// <summary>Copies all of them.</summary>
    /// <param name="source">Open, in a read transaction that has read.</param>
    /// <param name="target">Open, on an empty file.</param>
    /// <param name="progress">Learns how far it is, in parts of a thousand.</param>
    /// <param name="cancellationToken">Ends the work between two steps.</param>
    /// <exception cref="SqliteException">The disk is full, or a page cannot be read.</exception>
    public static async Task CopyAsync(
        SqliteConnection source, SqliteConnection target, IProgress<(int Done, int Total)>? progress, CancellationToken cancellationToken)
    {
        using var backup = raw.sqlite3_backup_init(target.Handle, Main, source.Handle, Main);
        SqliteException.ThrowExceptionForRC(backup.IsInvalid ? raw.sqlite3_errcode(target.Handle) : raw.SQLITE_OK, target.Handle);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var outcome = raw.sqlite3_backup_step(backup, PagesAtOnce);
            var total = raw.sqlite3_backup_pagecount(backup);
            progress?.Report((total == 0 ? 0 : (int)(1000L * (total - raw.sqlite3_backup_remaining(backup)) / total), 1000));
            if (outcome == raw.SQLITE_DONE)
            {
                return;
            }

            SqliteException.ThrowExceptionForRC(outcome, target.Handle);
            await Task.Yield(); // Others of this process go on.
        }
    }
}
