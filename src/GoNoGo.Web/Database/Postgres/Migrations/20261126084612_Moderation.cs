using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GoNoGo.Web.Database.Postgres.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(PostgresContext))]
    [Migration("20261126084612_Moderation")]
    public sealed class Moderation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "flags",
                table: "comments",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "character varying(200)",
                oldMaxLength: 200,
                oldCollation: "C");

            migrationBuilder.AddColumn<string>(
                name: "content_tag",
                table: "comments",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<bool>(
                name: "is_locked",
                table: "comments",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "is_pinned",
                table: "comments",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "is_verified",
                table: "comments",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "queue_key",
                table: "comments",
                type: "character varying(34)",
                maxLength: 34,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "refusal_reason",
                table: "comments",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "verdicts",
                table: "comments",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.CreateTable(
                name: "comment_appeals",
                columns: table => new
                {
                    comment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false, collation: "C"),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    settled_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_comment_appeals", x => x.comment_id);
                });

            migrationBuilder.CreateTable(
                name: "comment_edits",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    comment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    before = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    after = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    actor = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    edited_by = table.Column<Guid>(type: "uuid", nullable: true),
                    edited_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_comment_edits", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "comment_reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    comment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    network_tag = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    until = table.Column<long>(type: "bigint", nullable: false),
                    settled_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_comment_reports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "moderation_decisions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    comment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    from_reason = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true, collation: "C"),
                    to = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true, collation: "C"),
                    actor = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    rule = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true, collation: "C"),
                    decided_at = table.Column<long>(type: "bigint", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    undone_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_moderation_decisions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sender_blocks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    tag = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    until = table.Column<long>(type: "bigint", nullable: false),
                    actor = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    blocked_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sender_blocks", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_mails_recipient_id_kind_resource_id",
                table: "mails",
                columns: new[] { "recipient_id", "kind", "resource_id" },
                unique: true,
                filter: "resource_id = 'waiting' AND status = 'Queued'");

            migrationBuilder.CreateIndex(
                name: "ix_comments_content_tag_created_at",
                table: "comments",
                columns: new[] { "content_tag", "created_at" },
                filter: "content_tag IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_comments_created_at",
                table: "comments",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_comments_network_tag_created_at",
                table: "comments",
                columns: new[] { "network_tag", "created_at" },
                filter: "network_tag IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_comments_post_id_queue_key",
                table: "comments",
                columns: new[] { "post_id", "queue_key" },
                filter: "queue_key IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_comments_queue_key",
                table: "comments",
                column: "queue_key",
                filter: "queue_key IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_comment_edits_comment_id",
                table: "comment_edits",
                column: "comment_id");

            migrationBuilder.CreateIndex(
                name: "ix_comment_reports_comment_id",
                table: "comment_reports",
                column: "comment_id");

            migrationBuilder.CreateIndex(
                name: "ix_comment_reports_network_tag_created_at",
                table: "comment_reports",
                columns: new[] { "network_tag", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_comment_reports_until",
                table: "comment_reports",
                column: "until");

            migrationBuilder.CreateIndex(
                name: "ix_moderation_decisions_comment_id",
                table: "moderation_decisions",
                column: "comment_id");

            migrationBuilder.CreateIndex(
                name: "ix_sender_blocks_tag",
                table: "sender_blocks",
                column: "tag",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sender_blocks_until",
                table: "sender_blocks",
                column: "until");

            // What waited before there was a queue waits in it, behind nothing.
            migrationBuilder.Sql(
                "UPDATE comments SET queue_key = '10' || lower(replace(CAST(id AS text), '-', '')) "
                + "WHERE moderation_status = 'Pending' AND NOT is_deleted;");
        }
    }
}
