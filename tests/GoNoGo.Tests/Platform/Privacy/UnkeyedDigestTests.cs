using System.Net;
using System.Security.Cryptography;
using System.Text;
using GoNoGo.Blog.Content;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Tests.Comments;
using GoNoGo.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.Platform.Privacy;

/// <summary>
/// A digest without a key is a look-up away from the address it was made of. No column of any table holds one, in no encoding, whole or
/// cut off: only the beginning is looked for.
/// </summary>
public sealed class UnkeyedDigestTests
{
    private const string Email = "ada.lovelace@example.org";
    private const string Network = "192.0.2.77";

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task No_column_holds_an_address_or_an_unkeyed_digest_of_one(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        await SendAsync(house);

        var values = await ValuesAsync(house);

        Assert.True(values.Count > 50, "There is hardly anything in the database: the test looks at the wrong one.");
        Assert.Empty(Found(values));
    }

    [Theory]
    [InlineData("MD5", "hex")]
    [InlineData("SHA1", "HEX")]
    [InlineData("SHA256", "base64")]
    [InlineData("SHA512", "base64url")]
    [InlineData("SHA256", "cut off")]
    [InlineData("SHA256", "bytes")]
    [InlineData("MD5", "guid")]
    [InlineData("", "plain")]
    public async Task What_is_looked_for_would_be_found(string algorithm, string encoding)
    {
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite);
        var digest = algorithm.Length == 0
            ? []
            : CryptographicOperations.HashData(new HashAlgorithmName(algorithm), Encoding.UTF8.GetBytes(Email));
        await house.InScopeAsync(async scope =>
        {
            var data = scope.GetRequiredService<DataContext>();
            data.Add(encoding switch
            {
                "bytes" => Record(digest, Guid.Empty),
                "guid" => Record([1], new Guid(digest)),
                "hex" => Address(Convert.ToHexStringLower(digest)),
                "HEX" => Address(Convert.ToHexString(digest)),
                "base64" => Address("v1:" + Convert.ToBase64String(digest)),
                "base64url" => Address(System.Buffers.Text.Base64Url.EncodeToString(digest)),
                "cut off" => Address("user-" + Convert.ToHexStringLower(digest)[..16]),
                _ => Address($"to {Email.ToUpperInvariant()}"),
            });
            return await data.SaveChangesAsync(TestContext.Current.CancellationToken);
        });

        Assert.NotEmpty(Found(await ValuesAsync(house)));
    }

    private static FormerAddress Address(string text) => new() { Address = text, PostId = "post" };

    private static IdempotencyRecord Record(byte[] bytes, Guid id) =>
        new() { KeyTag = bytes, Fingerprint = [1], ResourceId = id, ExpiresAt = DateTimeOffset.UnixEpoch };

    private static Task<CommentReceipt> SendAsync(CommentHouse house) => house.InScopeAsync(async scope =>
    {
        var tag = scope.GetRequiredService<Pseudonyms>().Tag(IPAddress.Parse(Network));
        var receipt = await house.SendWellAsync(CommentHouse.Comment() with
        {
            AuthorName = "Ada",
            AuthorEmail = Email,
            NotifyReplies = true,
            NetworkTag = tag,
            IdempotencyKey = Email,
        });
        await house.ApproveAsync(receipt.Id);
        return new CommentReceipt(receipt.Id);
    });

    /// <summary>Every value of every table, bytes and ids as hexadecimal and base64 too.</summary>
    private static Task<List<string>> ValuesAsync(CommentHouse house) => house.InScopeAsync(async scope =>
    {
        var data = scope.GetRequiredService<DataContext>();
        var connection = data.Database.GetDbConnection();
        await data.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var values = new List<string>();
        var tables = data.Model.GetEntityTypes().Select(entity => entity.GetTableName()).OfType<string>();
        foreach (var table in tables.Distinct(StringComparer.Ordinal))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            {
                values.AddRange(Enumerable.Range(0, reader.FieldCount).SelectMany(column => Forms(reader.GetValue(column))));
            }
        }

        return values;
    });

    private static IEnumerable<string> Forms(object value) => value switch
    {
        byte[] bytes => [Convert.ToHexStringLower(bytes), Convert.ToBase64String(bytes), Encoding.Latin1.GetString(bytes)],
        Guid id => Forms(id.ToByteArray()),
        string text when Guid.TryParse(text, out var id) => [text, .. Forms(id.ToByteArray()), .. Forms(id.ToByteArray(bigEndian: true))],
        _ => [Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? ""],
    };

    private static IEnumerable<string> Found(IEnumerable<string> values)
    {
        var traces = Traces().ToList();
        return values.Where(value => traces.Any(trace => value.Contains(trace, StringComparison.OrdinalIgnoreCase)));
    }

    private static IEnumerable<string> Traces()
    {
        HashAlgorithmName[] algorithms =
            [HashAlgorithmName.MD5, HashAlgorithmName.SHA1, HashAlgorithmName.SHA256, HashAlgorithmName.SHA512];
        string[] texts =
        [
            Email, Email.ToUpperInvariant(), Email + "\n", "mailto:" + Email,
            Network, "192.0.2.0", "192.0.2", "192.0.2.0/24", "::ffff:" + Network,
        ];
        byte[][] inputs = [.. texts.Select(Encoding.UTF8.GetBytes), [192, 0, 2, 77], [192, 0, 2, 0], [192, 0, 2]];
        var digests = from algorithm in algorithms
                      from input in inputs
                      select CryptographicOperations.HashData(algorithm, input);
        return
        [
            Email,
            Network,
            .. digests.SelectMany(digest => new[]
            {
                Convert.ToHexStringLower(digest)[..16],
                Convert.ToBase64String(digest)[..10],
                System.Buffers.Text.Base64Url.EncodeToString(digest)[..10],
            }),
        ];
    }

    private sealed record CommentReceipt(Guid Id);
}
