using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GoNoGo.Web.Database.Sqlite.Migrations
{
    /// <summary>
    /// Triggers that write down that a server has announced a commit (ContentFollower looks at once). A migration that has EF Core build
    /// that table anew must add them again.
    /// </summary>
    public partial class AnnouncedContent : Migration
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

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                DROP TRIGGER announced_commits_updated;
                DROP TRIGGER announced_commits_inserted;
                """);
        }
    }
}
