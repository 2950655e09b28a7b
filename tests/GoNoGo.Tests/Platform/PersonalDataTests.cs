using System.Reflection;
using GoNoGo.Platform.Privacy;
using GoNoGo.Tests.Architecture;
using GoNoGo.Web.Database.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Tests.Platform;

/// <summary>Every column says whether it is personal, and docs/privacy/what-is-stored.md tells of each that is.</summary>
public sealed class PersonalDataTests
{
    private const string Page = "docs/privacy/what-is-stored.md";

    [Fact]
    public void Every_column_is_marked_personal_secret_or_neither()
    {
        using var context = new SqliteContextFactory().CreateDbContext([]);

        Breaches.MustBeNone(context.Model.GetEntityTypes().SelectMany(Unmarked));
    }

    [Fact]
    public void A_column_without_a_mark_is_found()
    {
        using var context = new SampleContext();

        Assert.Equal(["Sample.Text bears no mark"], context.Model.GetEntityTypes().SelectMany(Unmarked));
    }

    [Fact]
    public void The_page_on_what_is_stored_tells_of_every_personal_column_and_of_no_other()
    {
        using var context = new SqliteContextFactory().CreateDbContext([]);
        var expected = context.Model.GetEntityTypes().SelectMany(Rows).ToList();
        var lines = File.ReadAllLines(Path.Combine(SourceTree.Root, Page));
        var written = lines.Where(line => line.StartsWith("| `", StringComparison.Ordinal)).ToList();

        Breaches.MustBeNone(
        [
            .. from row in expected
               where !written.Exists(line => line.StartsWith(row, StringComparison.Ordinal))
               select $"missing: {row}",
            .. from line in written
               where !expected.Exists(row => line.StartsWith(row, StringComparison.Ordinal))
               select $"wrong: {line}",
        ]);
    }

    private static IEnumerable<string> Unmarked(IEntityType entity) =>
        from property in entity.GetProperties()
        where MarkOf<NotPersonalAttribute>(property) is null
            && MarkOf<SecretAttribute>(property) is null
            && MarkOf<PersonalAttribute>(property) is null
        select $"{entity.ClrType.Name}.{property.Name} bears no mark";

    private static IEnumerable<string> Rows(IEntityType entity) =>
        from property in entity.GetProperties()
        let mark = MarkOf<PersonalAttribute>(property)
        where mark is not null
        let column = $"| `{entity.GetTableName()}` | `{property.GetColumnName()}` |"
        select $"{column} {mark.Category} | {mark.Purpose} | {mark.Basis} | {mark.Clock} |";

    private static T? MarkOf<T>(IProperty property)
        where T : Attribute => property.PropertyInfo?.GetCustomAttribute<T>();

    private sealed class Sample
    {
        [NotPersonal]
        public int Id { get; init; }

        public string Text { get; init; } = "";
    }

    private sealed class SampleContext : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseSqlite("Data Source=:memory:");

        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Sample>(Configure);

        private static void Configure(EntityTypeBuilder<Sample> sample) => sample.HasKey(row => row.Id);
    }
}
