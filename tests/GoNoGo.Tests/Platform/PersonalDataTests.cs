using GoNoGo.Platform.Events;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Privacy.Declaration;
using GoNoGo.Tests.Architecture;
using GoNoGo.Web.Database.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Tests.Platform;

/// <summary>The declaration is whole, and docs/privacy tells of all that it says.</summary>
public sealed class PersonalDataTests
{
    private const string Page = "docs/privacy/what-is-stored.md";

    private static DataMap Map
    {
        get
        {
            using var context = new SqliteContextFactory().CreateDbContext([]);
            return DataMap.Of(context.Model);
        }
    }

    [Fact]
    public void Every_column_is_marked_personal_secret_or_neither() => Breaches.MustBeNone(Map.Faults());

    [Fact]
    public void What_the_declaration_lacks_is_found_and_named()
    {
        using var context = new SampleContext();

        Assert.Equal(
            [
                "Sample.Text bears no mark",
                "sample.happened.name bears no mark",
                "the event sample.happened holds email, which is personal: events hold ids only",
                "Bare is personal and does not say what erasing does to it: [Erased]",
                "Lost.Name has no recipients",
                "Lost needs a reason to be kept, and no other table does",
                "Lost is personal and does not say whose a row is: [OfSubject]",
                "Lost has no column that says when the clock Comment runs out: [Due]",
                "Stray goes with nothing, which is no table",
            ],
            DataMap.Of(context.Model).Faults().Where(IsOfSamples));
    }

    [Fact]
    public void The_page_on_what_is_stored_tells_of_every_personal_column_and_of_no_other()
    {
        var expected = Map.PersonalColumns.Select(Row).ToList();
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

    /// <summary>The other tests have events of their own, which nobody stores.</summary>
    private static bool IsOfSamples(string fault) => fault.Contains("sample.", StringComparison.Ordinal) || char.IsUpper(fault[0]);

    private static string Row(MappedColumn column)
    {
        var mark = column.Personal!; // Only personal columns come here.
        return $"| `{column.Table}` | `{column.Name}` | {mark.Category} | {mark.Purpose} | {mark.Basis} | {mark.Clock} |";
    }

    private sealed class Sample
    {
        [NotPersonal]
        public int Id { get; init; }

        public string Text { get; init; } = "";
    }

    private sealed class Bare
    {
        [NotPersonal]
        public int Id { get; init; }

        [Personal(PersonalCategory.Name, Purpose.PublishComment, LawfulBasis.Consent, RetentionClock.Comment)]
        public string Name { get; init; } = "";
    }

    [Erased(ErasureReach.Kept)]
    private sealed class Lost
    {
        [NotPersonal]
        public int Id { get; init; }

        [Personal(
            PersonalCategory.Name, Purpose.PublishComment, LawfulBasis.Consent, RetentionClock.Comment, Recipients = Recipients.None)]
        public string Name { get; init; } = "";
    }

    [Erased(ErasureReach.Row, GoesWith = "nothing")]
    private sealed class Stray
    {
        [OfSubject(SubjectLink.Subject)]
        [Personal(PersonalCategory.Pseudonym, Purpose.PublishComment, LawfulBasis.Consent, RetentionClock.Comment)]
        public Guid Id { get; init; }
    }

    private sealed record SampleHappened(
        string Name,
        [Personal(PersonalCategory.Contact, Purpose.NotifyByEmail, LawfulBasis.Consent, RetentionClock.Mailbox)] string Email) : IEvent
    {
        public static string Type => "sample.happened";

        public static int Version => 1;

        public string AggregateId => Name;
    }

    private sealed class SampleContext : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseSqlite("Data Source=:memory:");

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Sample>();
            modelBuilder.Entity<Bare>();
            modelBuilder.Entity<Lost>();
            modelBuilder.Entity<Stray>();
        }
    }
}
