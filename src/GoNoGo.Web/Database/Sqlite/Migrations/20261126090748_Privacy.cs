using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GoNoGo.Web.Database.Sqlite.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(SqliteContext))]
    [Migration("20261126090748_Privacy")]
    public sealed class Privacy : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "is_restricted",
                table: "comments",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "do_not_mail",
                columns: table => new
                {
                    email_tag = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    since = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_do_not_mail", x => x.email_tag);
                });

            migrationBuilder.CreateTable(
                name: "erasure_marks",
                columns: table => new
                {
                    ledger_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_erasure_marks", x => x.ledger_id);
                });

            migrationBuilder.CreateTable(
                name: "privacy_links",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    email_tag = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    address = table.Column<byte[]>(type: "BLOB", nullable: false),
                    key_version = table.Column<int>(type: "INTEGER", nullable: false),
                    token_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    sealed_token = table.Column<byte[]>(type: "BLOB", nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    is_opened = table.Column<bool>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_privacy_links", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "privacy_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    subject_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    comment_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    content = table.Column<byte[]>(type: "BLOB", nullable: true),
                    address = table.Column<byte[]>(type: "BLOB", nullable: true),
                    language = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    received_at = table.Column<long>(type: "INTEGER", nullable: false),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    is_extended = table.Column<bool>(type: "INTEGER", nullable: false),
                    answered_at = table.Column<long>(type: "INTEGER", nullable: true),
                    file_until = table.Column<long>(type: "INTEGER", nullable: true),
                    log_until = table.Column<long>(type: "INTEGER", nullable: true)
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
