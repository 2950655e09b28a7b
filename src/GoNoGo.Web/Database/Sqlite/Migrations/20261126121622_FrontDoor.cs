using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GoNoGo.Web.Database.Sqlite.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(SqliteContext))]
    [Migration("20261126121622_FrontDoor")]
    public sealed class FrontDoor : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "announced_commits",
                columns: table => new
                {
                    commit = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_announced_commits", x => x.commit);
                });

            migrationBuilder.CreateTable(
                name: "limit_slots",
                columns: table => new
                {
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    tag = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    slot = table.Column<int>(type: "INTEGER", nullable: false),
                    free_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_limit_slots", x => new { x.kind, x.tag, x.slot });
                });

            migrationBuilder.CreateTable(
                name: "webhook_deliveries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    delivery_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    body_digest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    received_at = table.Column<long>(type: "INTEGER", nullable: false),
                    is_done = table.Column<bool>(type: "INTEGER", nullable: false),
                    delete_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhook_deliveries", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_limit_slots_free_at",
                table: "limit_slots",
                column: "free_at");

            migrationBuilder.CreateIndex(
                name: "ix_webhook_deliveries_body_digest",
                table: "webhook_deliveries",
                column: "body_digest",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_webhook_deliveries_delete_at",
                table: "webhook_deliveries",
                column: "delete_at");

            migrationBuilder.CreateIndex(
                name: "ix_webhook_deliveries_is_done",
                table: "webhook_deliveries",
                column: "is_done");

            migrationBuilder.CreateIndex(
                name: "ix_webhook_deliveries_source_delivery_id",
                table: "webhook_deliveries",
                columns: new[] { "source", "delivery_id" },
                unique: true);
        }
    }
}
