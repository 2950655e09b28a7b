using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GoNoGo.Web.Database.Sqlite.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(SqliteContext))]
    [Migration("20261126081407_MailCounting")]
    public sealed class MailCounting : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "mail_departures",
                columns: table => new
                {
                    mail_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    email_tag = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    until = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mail_departures", x => x.mail_id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_mails_status_queued_at",
                table: "mails",
                columns: new[] { "status", "queued_at" });

            migrationBuilder.CreateIndex(
                name: "ix_mail_departures_at",
                table: "mail_departures",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_mail_departures_email_tag_at",
                table: "mail_departures",
                columns: new[] { "email_tag", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_mail_departures_kind_at",
                table: "mail_departures",
                columns: new[] { "kind", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_mail_departures_until",
                table: "mail_departures",
                column: "until");
        }
    }
}
