using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GoNoGo.Web.Database.Postgres.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(PostgresContext))]
    [Migration("20261126072451_Retention")]
    public sealed class Retention : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_mail_suppressions_at",
                table: "mail_suppressions");

            migrationBuilder.AddColumn<long>(
                name: "retain_until",
                table: "mails",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "until",
                table: "mail_suppressions",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "retain_until",
                table: "consent_records",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "network_tag_until",
                table: "comments",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "retain_until",
                table: "audit_payloads",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<Guid>(
                name: "subject_id",
                table: "audit_payloads",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "legal_holds",
                columns: table => new
                {
                    comment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    placed_at = table.Column<long>(type: "bigint", nullable: false),
                    until = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_legal_holds", x => x.comment_id);
                });

            migrationBuilder.CreateTable(
                name: "retention_state",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    last_sweep_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_retention_state", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_mails_retain_until",
                table: "mails",
                column: "retain_until");

            migrationBuilder.CreateIndex(
                name: "ix_mail_suppressions_until",
                table: "mail_suppressions",
                column: "until");

            migrationBuilder.CreateIndex(
                name: "ix_consent_records_retain_until",
                table: "consent_records",
                column: "retain_until");

            migrationBuilder.CreateIndex(
                name: "ix_comments_network_tag_until",
                table: "comments",
                column: "network_tag_until");

            migrationBuilder.CreateIndex(
                name: "ix_audit_payloads_retain_until",
                table: "audit_payloads",
                column: "retain_until");

            migrationBuilder.CreateIndex(
                name: "ix_audit_payloads_subject_id",
                table: "audit_payloads",
                column: "subject_id");

            migrationBuilder.CreateIndex(
                name: "ix_legal_holds_until",
                table: "legal_holds",
                column: "until");

            migrationBuilder.Sql(RetentionBackfill.Statements);
        }
    }
}
