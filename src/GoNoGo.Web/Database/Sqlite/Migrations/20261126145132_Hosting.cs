using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GoNoGo.Web.Database.Sqlite.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(SqliteContext))]
    [Migration("20261126145132_Hosting")]
    public sealed class Hosting : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "outbound_calls",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    service = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    operation = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    error_type = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    duration_milliseconds = table.Column<int>(type: "INTEGER", nullable: false),
                    delete_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbound_calls", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_outbound_calls_delete_at",
                table: "outbound_calls",
                column: "delete_at");

            migrationBuilder.CreateIndex(
                name: "ix_outbound_calls_service_started_at",
                table: "outbound_calls",
                columns: new[] { "service", "started_at" });
        }
    }
}
