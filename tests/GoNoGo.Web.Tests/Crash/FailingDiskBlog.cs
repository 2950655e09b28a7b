using GoNoGo.Tests.Support;
using GoNoGo.Web.Tests.Api;
using Microsoft.Data.Sqlite;

namespace GoNoGo.Web.Tests.Crash;

/// <summary>A blog whose database is on a disk that fails.</summary>
internal sealed class FailingDiskBlog : CommentedBlog
{
    public FailingDisk Disk { get; } = FailingDisk.Register();

    protected override IReadOnlyDictionary<string, string?> Configuration => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["GoNoGo:Database:ConnectionString"] = $"Data Source={File};Vfs={Disk.Name}",
    };

    private string File => Path.Combine(DataPath, "gonogo.db");

    public static async Task<FailingDiskBlog> StartAsync()
    {
        var blog = new FailingDiskBlog();
        await blog.InitializeAsync();
        return blog;
    }

    public Task<StoredRows> CountAsync() =>
        StoredRows.CountAsync(postgres: null, File, TestContext.Current.CancellationToken);

    /// <summary>What SQLite says of the whole file: <c>ok</c>.</summary>
    public async Task<string> CheckIntegrityAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={File};Mode=ReadWrite;Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!; // It always answers.
    }
}
