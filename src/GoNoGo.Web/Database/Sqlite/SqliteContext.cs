using GoNoGo.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace GoNoGo.Web.Database.Sqlite;

/// <summary>The context on SQLite.</summary>
internal sealed class SqliteContext(DbContextOptions<SqliteContext> options, IEnumerable<ModelPart> parts) : DataContext(options, parts);

internal sealed class SqliteContextFactory : IDesignTimeDbContextFactory<SqliteContext>
{
    public SqliteContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqliteContext>().UseSqlite("Data Source=design.db");
        DataContext.Configure(options);
        return new SqliteContext(options.Options, ModelParts.All);
    }
}
