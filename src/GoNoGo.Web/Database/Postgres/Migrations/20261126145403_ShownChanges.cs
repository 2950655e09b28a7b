using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GoNoGo.Web.Database.Postgres.Migrations
{
    /// <summary>A trigger that tells all servers which threads have changed, whoever changes them (PostgresDialect listens).</summary>
    [DbContext(typeof(PostgresContext))]
    [Migration("20261126145403_ShownChanges")]
    public sealed class ShownChanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                CREATE FUNCTION gonogo_tell_shown() RETURNS trigger LANGUAGE plpgsql AS $body$
                BEGIN
                    IF TG_OP <> 'INSERT' AND (OLD.moderation_status = 'Approved' OR (TG_OP = 'UPDATE' AND NEW.moderation_status = 'Approved'))
                    THEN
                        PERFORM pg_notify('gonogo_shown', OLD.post_id);
                    END IF;
                    IF TG_OP <> 'DELETE' AND NEW.moderation_status = 'Approved' THEN
                        PERFORM pg_notify('gonogo_shown', NEW.post_id);
                    END IF;
                    RETURN NULL;
                END
                $body$;

                CREATE TRIGGER comments_shown AFTER INSERT OR UPDATE OR DELETE ON comments
                FOR EACH ROW EXECUTE FUNCTION gonogo_tell_shown();
                """);
        }
    }
}
