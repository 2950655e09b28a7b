using System.Security.Cryptography;
using System.Text.Json;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Comments;

/// <summary>
/// Encrypts what was never public of a comment under the key of its author, bound to its row, and opens it for who may read it. Erasing the
/// author destroys the key, and with it every copy that a database or a backup still has.
/// </summary>
internal sealed class SealedTexts(SubjectKeys keys)
{
    /// <summary>Has a comment say something: in plain text where everybody sees it, else encrypted.</summary>
    public async Task WriteAsync(
        Transaction transaction, Comment comment, CommentWords words, CancellationToken cancellationToken) => comment.Say(
        words,
        comment.ModerationStatus is ModerationStatus.Approved
            ? null
            : await SealAsync(transaction, comment, comment.Id, words, cancellationToken));

    /// <summary>Encrypts something that belongs to a comment and that only staff and its author see.</summary>
    public async Task<byte[]> SealAsync<T>(
        Transaction transaction, Comment comment, Guid row, T words, CancellationToken cancellationToken)
    {
        var subject = comment.SubjectId ?? throw new InvalidOperationException("What is erased says nothing any more.");
        var key = await keys.FindOrMakeAsync(transaction, new SubjectId(subject), cancellationToken);
        return key.Encrypt(JsonSerializer.SerializeToUtf8Bytes(words), row.ToByteArray());
    }

    /// <summary>Lets the words of a comment be read, if they are encrypted.</summary>
    public Task OpenAsync(Comment comment, CancellationToken cancellationToken) => OpenAsync([comment], cancellationToken);

    /// <summary>The same for many, by one query.</summary>
    public async Task OpenAsync(IReadOnlyCollection<Comment> comments, CancellationToken cancellationToken)
    {
        var closed = comments.Where(comment => comment.SealedWords is not null).ToList();
        var found = await FindKeysAsync(closed, cancellationToken);
        foreach (var comment in closed)
        {
            var key = found.GetValueOrDefault(comment.SubjectId ?? Guid.Empty);
            comment.Open(Open<CommentWords>(key, comment.Id, comment.SealedWords!) ?? CommentWords.Lost); // Not null: see above.
        }
    }

    /// <summary>The keys of the authors of some comments, for what belongs to these.</summary>
    public Task<IReadOnlyDictionary<Guid, Key>> FindKeysAsync(
        IReadOnlyCollection<Comment> comments, CancellationToken cancellationToken) =>
        keys.FindAllAsync([.. comments.Select(comment => comment.SubjectId).OfType<Guid>().Distinct()], cancellationToken);

    /// <summary>What <see cref="SealAsync"/> has encrypted; null where the key is gone or is another.</summary>
    public static T? Open<T>(Key? key, Guid row, byte[] sealedWords)
        where T : class
    {
        try
        {
            return key is null ? null : JsonSerializer.Deserialize<T>(key.Decrypt(sealedWords, row.ToByteArray()));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
