using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace GoNoGo.Web.Database.Postgres.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(PostgresContext))]
    [Migration("20261123003122_Initial")]
    public sealed class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audit_entries",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    transaction_id = table.Column<Guid>(type: "uuid", nullable: false),
                    actor = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    action = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    resource_type = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false, collation: "C"),
                    resource_id = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    outcome = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    schema = table.Column<int>(type: "integer", nullable: false),
                    commitment = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_entries", x => x.sequence);
                });

            migrationBuilder.CreateTable(
                name: "comments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    post_id = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    parent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    depth = table.Column<int>(type: "integer", nullable: false),
                    thread_key = table.Column<string>(type: "character varying(96)", maxLength: 96, nullable: false, collation: "C"),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: true),
                    author_name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    content = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    edited_at = table.Column<long>(type: "bigint", nullable: true),
                    moderation_status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    approved_by = table.Column<Guid>(type: "uuid", nullable: true),
                    approved_at = table.Column<long>(type: "bigint", nullable: true),
                    flags = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    is_deleted = table.Column<bool>(type: "boolean", nullable: false),
                    gdpr_consent_timestamp = table.Column<long>(type: "bigint", nullable: false),
                    language = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false, collation: "C"),
                    network_tag = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    retention_until = table.Column<long>(type: "bigint", nullable: false),
                    capability_counter = table.Column<int>(type: "integer", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_comments", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "consent_records",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    comment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    purpose = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false, collation: "C"),
                    act = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    text_sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    text_version = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    language = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false, collation: "C"),
                    form = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_consent_records", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "content_state",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    commit = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_content_state", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "former_addresses",
                columns: table => new
                {
                    address = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    post_id = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_former_addresses", x => x.address);
                });

            migrationBuilder.CreateTable(
                name: "idempotency_records",
                columns: table => new
                {
                    key_tag = table.Column<byte[]>(type: "bytea", nullable: false),
                    fingerprint = table.Column<byte[]>(type: "bytea", nullable: false),
                    resource_id = table.Column<Guid>(type: "uuid", nullable: false),
                    expires_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_idempotency_records", x => x.key_tag);
                });

            migrationBuilder.CreateTable(
                name: "mailboxes",
                columns: table => new
                {
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    address = table.Column<byte[]>(type: "bytea", nullable: false),
                    key_version = table.Column<int>(type: "integer", nullable: false),
                    unconfirmed_until = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mailboxes", x => x.subject_id);
                });

            migrationBuilder.CreateTable(
                name: "outbox_events",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    type = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false),
                    aggregate_id = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    transaction_id = table.Column<Guid>(type: "uuid", nullable: false),
                    occurred_at = table.Column<long>(type: "bigint", nullable: false),
                    payload = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox_events", x => x.sequence);
                });

            migrationBuilder.CreateTable(
                name: "subjects",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    handle = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    email_tag = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    created_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_subjects", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit_payloads",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    salt = table.Column<byte[]>(type: "bytea", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_payloads", x => x.sequence);
                    table.ForeignKey(
                        name: "fk_audit_payloads_audit_entries_sequence",
                        column: x => x.sequence,
                        principalTable: "audit_entries",
                        principalColumn: "sequence",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "outbox_deliveries",
                columns: table => new
                {
                    event_sequence = table.Column<long>(type: "bigint", nullable: false),
                    handler = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    aggregate_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    due_at = table.Column<long>(type: "bigint", nullable: false),
                    leased_until = table.Column<long>(type: "bigint", nullable: true),
                    lease_token = table.Column<Guid>(type: "uuid", nullable: true),
                    last_error_type = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ended_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox_deliveries", x => new { x.event_sequence, x.handler });
                    table.ForeignKey(
                        name: "fk_outbox_deliveries_outbox_events_event_sequence",
                        column: x => x.event_sequence,
                        principalTable: "outbox_events",
                        principalColumn: "sequence",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_resource_type_resource_id",
                table: "audit_entries",
                columns: new[] { "resource_type", "resource_id" });

            migrationBuilder.CreateIndex(
                name: "ix_comments_moderation_status_created_at",
                table: "comments",
                columns: new[] { "moderation_status", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_comments_parent_id",
                table: "comments",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "ix_comments_post_id_moderation_status_thread_key",
                table: "comments",
                columns: new[] { "post_id", "moderation_status", "thread_key" });

            migrationBuilder.CreateIndex(
                name: "ix_comments_retention_until",
                table: "comments",
                column: "retention_until");

            migrationBuilder.CreateIndex(
                name: "ix_comments_subject_id",
                table: "comments",
                column: "subject_id");

            migrationBuilder.CreateIndex(
                name: "ix_consent_records_comment_id",
                table: "consent_records",
                column: "comment_id");

            migrationBuilder.CreateIndex(
                name: "ix_consent_records_subject_id_purpose",
                table: "consent_records",
                columns: new[] { "subject_id", "purpose" });

            migrationBuilder.CreateIndex(
                name: "ix_former_addresses_post_id",
                table: "former_addresses",
                column: "post_id");

            migrationBuilder.CreateIndex(
                name: "ix_idempotency_records_expires_at",
                table: "idempotency_records",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_mailboxes_unconfirmed_until",
                table: "mailboxes",
                column: "unconfirmed_until");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_deliveries_handler_aggregate_id_event_sequence",
                table: "outbox_deliveries",
                columns: new[] { "handler", "aggregate_id", "event_sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_outbox_deliveries_status_due_at",
                table: "outbox_deliveries",
                columns: new[] { "status", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_outbox_events_id",
                table: "outbox_events",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outbox_events_occurred_at",
                table: "outbox_events",
                column: "occurred_at");

            migrationBuilder.CreateIndex(
                name: "ix_subjects_email_tag",
                table: "subjects",
                column: "email_tag",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_subjects_handle",
                table: "subjects",
                column: "handle",
                unique: true);
        }
    }
}
