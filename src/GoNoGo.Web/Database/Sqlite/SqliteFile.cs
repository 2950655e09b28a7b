using GoNoGo.Platform.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace GoNoGo.Web.Database.Sqlite;

/// <summary>The database file, as the configuration names it: <c>gonogo.db</c> in the data folder by default.</summary>
internal sealed class SqliteFile
{
    private const string Name = "gonogo.db";
    private const int BusySeconds = 10;

    public SqliteFile(IOptions<DatabaseOptions> options, IOptions<DataOptions> data)
    {
        var builder = new SqliteConnectionStringBuilder(options.Value.ConnectionString ?? "");
        if (string.IsNullOrEmpty(builder.DataSource))
        {
            builder.DataSource = System.IO.Path.Combine(data.Value.Path, Name);
        }

        builder.ForeignKeys = true;
        builder.DefaultTimeout = BusySeconds;
        ConnectionString = builder.ConnectionString;
        Path = System.IO.Path.GetFullPath(builder.DataSource);
    }

    public string ConnectionString { get; }

    public string Path { get; }

    /// <summary>
    /// Makes the file where it is missing, for its owner alone: it holds what people wrote. SQLite gives its WAL the same mode.
    /// </summary>
    public void Make() => Make(Path);

    /// <summary>The same for another file of ours.</summary>
    public static void Make(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        if (!File.Exists(path))
        {
            using var made = new FileStream(path, options);
        }
    }
}
