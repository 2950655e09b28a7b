using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GoNoGo.Web.Database.Sqlite.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(SqliteContext))]
    [Migration("20261126115325_CommenterSessions")]
    public sealed class CommenterSessions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "commenter_profiles",
                columns: table => new
                {
                    subject_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    display_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    language = table.Column<string>(type: "TEXT", maxLength: 35, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_commenter_profiles", x => x.subject_id);
                });

            migrationBuilder.CreateTable(
                name: "commenter_sign_ins",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    email_tag = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    address = table.Column<byte[]>(type: "BLOB", nullable: false),
                    key_version = table.Column<int>(type: "INTEGER", nullable: false),
                    token_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    sealed_token = table.Column<byte[]>(type: "BLOB", nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_commenter_sign_ins", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_commenter_sign_ins_email_tag",
                table: "commenter_sign_ins",
                column: "email_tag");

            migrationBuilder.CreateIndex(
                name: "ix_commenter_sign_ins_expires_at",
                table: "commenter_sign_ins",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_commenter_sign_ins_token_hash",
                table: "commenter_sign_ins",
                column: "token_hash",
                unique: true);
        }
    }
}
