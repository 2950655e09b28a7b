using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GoNoGo.Web.Database.Postgres.Migrations
{
    /// <summary>A trigger that tells all servers that one of them has announced a commit (ContentFollower looks at once).</summary>
    [DbContext(typeof(PostgresContext))]
    [Migration("20261126181500_AnnouncedContent")]
    public sealed class AnnouncedContent : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                CREATE FUNCTION gonogo_tell_content() RETURNS trigger LANGUAGE plpgsql AS $body$
                BEGIN
                    PERFORM pg_notify('gonogo_shown', '/content');
                    RETURN NULL;
                END
                $body$;

                CREATE TRIGGER announced_commits_told AFTER INSERT OR UPDATE ON announced_commits
                FOR EACH STATEMENT EXECUTE FUNCTION gonogo_tell_content();
                """);
        }
    }
}
