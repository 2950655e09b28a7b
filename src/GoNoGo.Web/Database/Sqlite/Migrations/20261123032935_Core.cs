using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GoNoGo.Web.Database.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Core : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "due_at",
                table: "outbox_events",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "user_action_counts",
                columns: table => new
                {
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    type = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    subject = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    referrer_domain = table.Column<string>(type: "TEXT", maxLength: 253, nullable: false),
                    count = table.Column<long>(type: "INTEGER", nullable: false),
                    delete_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_action_counts", x => new { x.day, x.type, x.subject, x.referrer_domain });
                });

            migrationBuilder.CreateIndex(
                name: "ix_user_action_counts_delete_at",
                table: "user_action_counts",
                column: "delete_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "user_action_counts");

            migrationBuilder.DropColumn(
                name: "due_at",
                table: "outbox_events");
        }
    }
}
