using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GoNoGo.Web.Database.Sqlite.Migrations
{
    /// <summary>
    /// Triggers that write down that a server has announced a commit (ContentFollower looks at once). A migration that has EF Core build
    /// that table anew must add them again.
    /// </summary>
    [DbContext(typeof(SqliteContext))]
    [Migration("20261126181500_AnnouncedContent")]
    public sealed class AnnouncedContent : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                CREATE TRIGGER announced_commits_inserted AFTER INSERT ON announced_commits
                BEGIN
                    INSERT INTO shown_changes (post_id) VALUES ('/content');
                END;

                CREATE TRIGGER announced_commits_updated AFTER UPDATE ON announced_commits
                BEGIN
                    INSERT INTO shown_changes (post_id) VALUES ('/content');
                END;
                """);
        }
    }
}
