using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GoNoGo.Web.Database.Postgres.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(PostgresContext))]
    [Migration("20261126081420_MailCounting")]
    public sealed class MailCounting : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "mail_departures",
                columns: table => new
                {
                    mail_id = table.Column<Guid>(type: "uuid", nullable: false),
                    email_tag = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    until = table.Column<long>(type: "bigint", nullable: false)
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
