using System.Text.Json.Nodes;
using GoNoGo.Comments.Moderation;
using GoNoGo.Gdpr.Access;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Privacy.Declaration;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Comments;

/// <summary>A person's comments, appeals and changes as they get them: opened, where they are stored encrypted.</summary>
internal static class CommentExport
{
    public static Task<IReadOnlyList<JsonObject>> CommentsAsync(
        IServiceProvider scope, PersonReach reach, CancellationToken cancellationToken) =>
        ReadAsync<CommentWords>(scope, reach, new SealedColumn("comments", "id", "id", "sealed_words"), Tell, cancellationToken);

    public static Task<IReadOnlyList<JsonObject>> AppealsAsync(
        IServiceProvider scope, PersonReach reach, CancellationToken cancellationToken) =>
        ReadAsync<string>(
            scope,
            reach,
            new SealedColumn("comment_appeals", "comment_id", "comment_id", "sealed_text"),
            (row, text) => row["text"] = text,
            cancellationToken);

    public static Task<IReadOnlyList<JsonObject>> EditsAsync(
        IServiceProvider scope, PersonReach reach, CancellationToken cancellationToken) =>
        ReadAsync<EditedTexts>(
            scope, reach, new SealedColumn("comment_edits", "id", "comment_id", "sealed_texts"), Tell, cancellationToken);

    /// <summary>The rows as they are declared; what can be opened stands where it would stand in plain text.</summary>
    private static async Task<IReadOnlyList<JsonObject>> ReadAsync<T>(
        IServiceProvider scope, PersonReach reach, SealedColumn column, Action<JsonObject, T> tell, CancellationToken cancellationToken)
        where T : class
    {
        var data = scope.GetRequiredService<DataContext>();
        var table = scope.GetRequiredService<DataMap>().Tables.Single(known => known.Name == column.Table);
        var rows = await PersonalRows.ReadAsync(data, table, reach, PersonExport.LargestTable + 1, cancellationToken);
        var owners = await data.Set<Comment>().AsNoTracking()
            .Where(comment => comment.SubjectId != null && reach.Comments.Contains(comment.Id))
            .ToDictionaryAsync(comment => comment.Id, comment => comment.SubjectId!.Value, cancellationToken); // Not null: filtered above.
        var keys = await scope.GetRequiredService<SubjectKeys>().FindAllAsync([.. owners.Values.Distinct()], cancellationToken);
        foreach (var row in rows)
        {
            if (row[column.Name]?.GetValue<string>() is { } stored
                && keys.GetValueOrDefault(owners.GetValueOrDefault(IdOf(row, column.Comment))) is { } key
                && SealedTexts.Open<T>(key, IdOf(row, column.Row), Convert.FromBase64String(stored)) is { } words)
            {
                row.Remove(column.Name);
                tell(row, words);
            }
        }

        return rows;
    }

    private static void Tell(JsonObject row, CommentWords words) =>
        (row["author_name"], row["content"]) = (words.AuthorName, words.Content);

    private static void Tell(JsonObject row, EditedTexts texts) => (row["before"], row["after"]) = (texts.Before, texts.After);

    private static Guid IdOf(JsonObject row, string column) => row[column]!.GetValue<Guid>(); // A key: every row has it.

    /// <summary>Where an encrypted text stands, and to which row and comment it is bound.</summary>
    private sealed record SealedColumn(string Table, string Row, string Comment, string Name);
}
