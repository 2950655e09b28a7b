using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GoNoGo.Web.Database.Postgres.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(PostgresContext))]
    [Migration("20261126090755_Privacy")]
    public sealed class Privacy : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "is_restricted",
                table: "comments",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "do_not_mail",
                columns: table => new
                {
                    email_tag = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    since = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_do_not_mail", x => x.email_tag);
                });

            migrationBuilder.CreateTable(
                name: "erasure_marks",
                columns: table => new
                {
                    ledger_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_erasure_marks", x => x.ledger_id);
                });

            migrationBuilder.CreateTable(
                name: "privacy_links",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    email_tag = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    address = table.Column<byte[]>(type: "bytea", nullable: false),
                    key_version = table.Column<int>(type: "integer", nullable: false),
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    sealed_token = table.Column<byte[]>(type: "bytea", nullable: false),
                    language = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false, collation: "C"),
                    is_opened = table.Column<bool>(type: "boolean", nullable: false),
                    expires_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_privacy_links", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "privacy_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    comment_id = table.Column<Guid>(type: "uuid", nullable: true),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    content = table.Column<byte[]>(type: "bytea", nullable: true),
                    address = table.Column<byte[]>(type: "bytea", nullable: true),
                    language = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false, collation: "C"),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    received_at = table.Column<long>(type: "bigint", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true, collation: "C"),
                    is_extended = table.Column<bool>(type: "boolean", nullable: false),
                    answered_at = table.Column<long>(type: "bigint", nullable: true),
                    file_until = table.Column<long>(type: "bigint", nullable: true),
                    log_until = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_privacy_requests", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_privacy_links_email_tag",
                table: "privacy_links",
                column: "email_tag");

            migrationBuilder.CreateIndex(
                name: "ix_privacy_links_expires_at",
                table: "privacy_links",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_privacy_links_token_hash",
                table: "privacy_links",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_privacy_requests_comment_id",
                table: "privacy_requests",
                column: "comment_id");

            migrationBuilder.CreateIndex(
                name: "ix_privacy_requests_file_until",
                table: "privacy_requests",
                column: "file_until");

            migrationBuilder.CreateIndex(
                name: "ix_privacy_requests_log_until",
                table: "privacy_requests",
                column: "log_until");

            migrationBuilder.CreateIndex(
                name: "ix_privacy_requests_state_due_on",
                table: "privacy_requests",
                columns: new[] { "state", "due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_privacy_requests_subject_id",
                table: "privacy_requests",
                column: "subject_id");
        }
    }
}
