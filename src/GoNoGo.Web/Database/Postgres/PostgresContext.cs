using GoNoGo.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace GoNoGo.Web.Database.Postgres;

/// <summary>The context on PostgreSQL. All text sorts and compares by code point, as SQLite does.</summary>
internal sealed class PostgresContext(DbContextOptions<PostgresContext> options, IEnumerable<ModelPart> parts) : DataContext(options, parts)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        var texts = modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties())
            .Where(property => (property.GetProviderClrType() ?? property.ClrType) == typeof(string));
        foreach (var property in texts)
        {
            property.SetCollation("C");
        }
    }
}

internal sealed class PostgresContextFactory : IDesignTimeDbContextFactory<PostgresContext>
{
    public PostgresContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<PostgresContext>().UseNpgsql("Host=localhost;Database=design");
        DataContext.Configure(options);
        return new PostgresContext(options.Options, ModelParts.All);
    }
}
