using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GoNoGo.Web.Database.Postgres.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(PostgresContext))]
    [Migration("20261126145141_Hosting")]
    public sealed class Hosting : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "outbound_calls",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    service = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    operation = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false, collation: "C"),
                    error_type = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    started_at = table.Column<long>(type: "bigint", nullable: false),
                    duration_milliseconds = table.Column<int>(type: "integer", nullable: false),
                    delete_at = table.Column<long>(type: "bigint", nullable: false)
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
