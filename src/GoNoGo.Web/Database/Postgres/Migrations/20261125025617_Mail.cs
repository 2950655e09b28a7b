using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GoNoGo.Web.Database.Postgres.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(PostgresContext))]
    [Migration("20261125025617_Mail")]
    public sealed class Mail : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "confirmation_hash",
                table: "mailboxes",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "confirmation_token",
                table: "mailboxes",
                type: "bytea",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "mail_preferences",
                columns: table => new
                {
                    recipient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false, collation: "C"),
                    is_wanted = table.Column<bool>(type: "boolean", nullable: false),
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    sealed_token = table.Column<byte[]>(type: "bytea", nullable: false),
                    key_version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mail_preferences", x => new { x.recipient_id, x.kind });
                });

            migrationBuilder.CreateTable(
                name: "mail_suppressions",
                columns: table => new
                {
                    email_tag = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    error_type = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mail_suppressions", x => x.email_tag);
                });

            migrationBuilder.CreateTable(
                name: "mails",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false, collation: "C"),
                    recipient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    resource_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    queued_at = table.Column<long>(type: "bigint", nullable: false),
                    due_at = table.Column<long>(type: "bigint", nullable: false),
                    failing_since = table.Column<long>(type: "bigint", nullable: true),
                    left_at = table.Column<long>(type: "bigint", nullable: true),
                    unanswered = table.Column<int>(type: "integer", nullable: false),
                    ended_at = table.Column<long>(type: "bigint", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mails", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_mailboxes_confirmation_hash",
                table: "mailboxes",
                column: "confirmation_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_mail_preferences_token_hash",
                table: "mail_preferences",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_mail_suppressions_at",
                table: "mail_suppressions",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_mails_ended_at",
                table: "mails",
                column: "ended_at");

            migrationBuilder.CreateIndex(
                name: "ix_mails_left_at",
                table: "mails",
                column: "left_at");

            migrationBuilder.CreateIndex(
                name: "ix_mails_recipient_id_left_at",
                table: "mails",
                columns: new[] { "recipient_id", "left_at" });

            migrationBuilder.CreateIndex(
                name: "ix_mails_resource_id_kind",
                table: "mails",
                columns: new[] { "resource_id", "kind" });

            migrationBuilder.CreateIndex(
                name: "ix_mails_status_due_at",
                table: "mails",
                columns: new[] { "status", "due_at" });
        }
    }
}
