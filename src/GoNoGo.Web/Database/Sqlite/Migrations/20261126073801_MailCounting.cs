using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GoNoGo.Web.Database.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class MailCounting : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "address_id",
                table: "mails",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_mails_address_id_left_at",
                table: "mails",
                columns: new[] { "address_id", "left_at" });

            migrationBuilder.CreateIndex(
                name: "ix_mails_status_queued_at",
                table: "mails",
                columns: new[] { "status", "queued_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_mails_address_id_left_at",
                table: "mails");

            migrationBuilder.DropIndex(
                name: "ix_mails_status_queued_at",
                table: "mails");

            migrationBuilder.DropColumn(
                name: "address_id",
                table: "mails");
        }
    }
}
