using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GoNoGo.Web.Database.Sqlite.Migrations
{
    /// <summary>
    /// Triggers that write down which threads have changed, whoever changes them (SqliteShownChanges reads it). A migration that has EF
    /// Core build the table of comments anew drops them with it and must add them again; ShownChangeTests fails where one does not.
    /// </summary>
    [DbContext(typeof(SqliteContext))]
    [Migration("20261126145349_ShownChanges")]
    public sealed class ShownChanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                CREATE TABLE shown_changes (id INTEGER PRIMARY KEY, post_id TEXT NOT NULL);

                CREATE TRIGGER shown_changes_kept AFTER INSERT ON shown_changes
                BEGIN
                    DELETE FROM shown_changes WHERE id = NEW.id - 10000;
                END;

                CREATE TRIGGER comments_shown_inserted AFTER INSERT ON comments WHEN NEW.moderation_status = 'Approved'
                BEGIN
                    INSERT INTO shown_changes (post_id) VALUES (NEW.post_id);
                END;

                CREATE TRIGGER comments_shown_updated AFTER UPDATE ON comments
                WHEN OLD.moderation_status = 'Approved' OR NEW.moderation_status = 'Approved'
                BEGIN
                    INSERT INTO shown_changes (post_id) VALUES (OLD.post_id);
                    INSERT INTO shown_changes (post_id) SELECT NEW.post_id WHERE NEW.post_id <> OLD.post_id;
                END;

                CREATE TRIGGER comments_shown_deleted AFTER DELETE ON comments WHEN OLD.moderation_status = 'Approved'
                BEGIN
                    INSERT INTO shown_changes (post_id) VALUES (OLD.post_id);
                END;
                """);
        }
    }
}
