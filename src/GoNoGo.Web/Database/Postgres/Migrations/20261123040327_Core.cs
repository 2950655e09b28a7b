using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GoNoGo.Web.Database.Postgres.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(PostgresContext))]
    [Migration("20261123040327_Core")]
    public sealed class Core : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_outbox_deliveries_handler_aggregate_id_event_sequence",
                table: "outbox_deliveries");

            migrationBuilder.DropIndex(
                name: "ix_outbox_deliveries_status_due_at",
                table: "outbox_deliveries");

            migrationBuilder.AddColumn<long>(
                name: "due_at",
                table: "outbox_events",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "trace_id",
                table: "outbox_events",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true,
                collation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "last_error_type",
                table: "outbox_deliveries",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "text",
                oldNullable: true,
                oldCollation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "aggregate_id",
                table: "outbox_deliveries",
                type: "character varying(400)",
                maxLength: 400,
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "text",
                oldCollation: "C");

            migrationBuilder.AddColumn<string>(
                name: "last_code",
                table: "outbox_deliveries",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "last_trace_id",
                table: "outbox_deliveries",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true,
                collation: "C");

            migrationBuilder.CreateTable(
                name: "audit_anchors",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    anchor = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    outcome = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    error_type = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_anchors", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit_checkpoints",
                columns: table => new
                {
                    size = table.Column<long>(type: "bigint", nullable: false),
                    root = table.Column<byte[]>(type: "bytea", nullable: false),
                    note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    highest_sequence = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_checkpoints", x => x.size);
                });

            migrationBuilder.CreateTable(
                name: "audit_leaves",
                columns: table => new
                {
                    position = table.Column<long>(type: "bigint", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    subtree = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_leaves", x => x.position);
                });

            migrationBuilder.CreateTable(
                name: "inbox",
                columns: table => new
                {
                    handler = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    event_id = table.Column<Guid>(type: "uuid", nullable: false),
                    handled_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbox", x => new { x.handler, x.event_id });
                });

            migrationBuilder.CreateTable(
                name: "schedules",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    next_due = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_schedules", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "user_action_counts",
                columns: table => new
                {
                    day = table.Column<int>(type: "integer", nullable: false),
                    type = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false, collation: "C"),
                    subject = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    referrer_domain = table.Column<string>(type: "character varying(253)", maxLength: 253, nullable: false, collation: "C"),
                    count = table.Column<long>(type: "bigint", nullable: false),
                    delete_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_action_counts", x => new { x.day, x.type, x.subject, x.referrer_domain });
                });

            migrationBuilder.CreateIndex(
                name: "ix_outbox_deliveries_handler_aggregate_id_event_sequence",
                table: "outbox_deliveries",
                columns: new[] { "handler", "aggregate_id", "event_sequence" },
                filter: "status = 'Available'");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_deliveries_handler_due_at_event_sequence",
                table: "outbox_deliveries",
                columns: new[] { "handler", "due_at", "event_sequence" },
                filter: "status = 'Available'");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_deliveries_status_ended_at",
                table: "outbox_deliveries",
                columns: new[] { "status", "ended_at" });

            migrationBuilder.CreateIndex(
                name: "ix_outbox_deliveries_suspects",
                table: "outbox_deliveries",
                columns: new[] { "handler", "due_at", "event_sequence" },
                filter: "status = 'Available' AND last_error_type = 'WorkerDied'");

            migrationBuilder.CreateIndex(
                name: "ix_audit_anchors_anchor_at",
                table: "audit_anchors",
                columns: new[] { "anchor", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_checkpoints_at",
                table: "audit_checkpoints",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_audit_leaves_sequence",
                table: "audit_leaves",
                column: "sequence",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_inbox_handled_at",
                table: "inbox",
                column: "handled_at");

            migrationBuilder.CreateIndex(
                name: "ix_user_action_counts_delete_at",
                table: "user_action_counts",
                column: "delete_at");
        }
    }
}
