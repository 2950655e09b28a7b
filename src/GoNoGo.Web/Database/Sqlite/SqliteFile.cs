using GoNoGo.Platform.Data;
using Microsoft.Data.Sqlite;

namespace GoNoGo.Web.Database.Sqlite;

internal static class SqliteFile
{
    private const string Name = "gonogo.db";
    private const int BusySeconds = 10;

    public static string ConnectionString(DatabaseOptions options, DataOptions data)
    {
        var builder = new SqliteConnectionStringBuilder(options.ConnectionString ?? "");
        if (string.IsNullOrEmpty(builder.DataSource))
        {
            builder.DataSource = System.IO.Path.Combine(data.Path, Name);
        }

        builder.ForeignKeys = true;
        builder.DefaultTimeout = BusySeconds;
        return builder.ConnectionString;
    }

    public static string Path(DatabaseOptions options, DataOptions data) =>
        new SqliteConnectionStringBuilder(ConnectionString(options, data)).DataSource;
}
