using System.Security.Cryptography;
using GoNoGo.Platform.Privacy;
using GoNoGo.Tests.Support;
using GoNoGo.Web.Database;
using GoNoGo.Web.Database.Postgres;
using Npgsql;

namespace GoNoGo.Tests.Platform.Privacy;

/// <summary>Keys that come from the configuration, and those of nodes without a lasting disk.</summary>
public sealed class KeyStoreTests : IDisposable
{
    private readonly Testing.TemporaryFolder temporary = new();

    [Fact]
    public void Keys_that_are_given_are_not_looked_for_elsewhere()
    {
        var text = string.Join('\n', KeyPurposes.Lasting.Select(purpose => $"{KeyPurposes.Name(purpose, 1)}={Random()}"));

        var store = new GivenKeys(text, new KeyFolder(temporary["keys"]));
        store.Ensure(mayMake: false);

        Assert.False(Directory.Exists(temporary["keys"]));
        Assert.NotNull(store.Read(KeyPurpose.EmailTag, 1));
    }

    [Theory]
    [InlineData("email-tag.1=c2hvcnQ=", "email-tag.1 does not hold 32 random bytes as base64")]
    [InlineData("email-tag.1=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "email-tag.1 does not hold 32 random bytes as base64")]
    [InlineData("hunter2", "A part of it does not begin with the name of a key")]
    [InlineData("network-tag.1=x", "A part of it does not begin with the name of a key")]
    public void What_is_given_and_is_no_key_is_refused_without_its_value(string text, string sentence)
    {
        var refusal = Assert.Throws<KeyMissingException>(() => new GivenKeys(text, new KeyFolder(temporary["keys"])));

        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_database_keeps_keys_the_keys_of_people_and_the_ledger()
    {
        Assert.SkipWhen(Databases.PostgresServer is null, $"{Databases.PostgresVariable} is not set");
        var name = await PostgresServer.CreateDatabaseAsync("template0", TestContext.Current.CancellationToken);
        try
        {
            var connectionString = PostgresServer.ConnectionString(name, pooled: false);
            var first = new PostgresKeyStore(connectionString);
            Assert.Throws<KeyMissingException>(() => first.Ensure(mayMake: false));
            first.Ensure(mayMake: true);
            var second = new PostgresKeyStore(connectionString);
            Assert.Equal(Mac(first.Read(KeyPurpose.EmailTag, 1)), Mac(second.ReadOrMake(KeyPurpose.EmailTag, 1)));
            second.Destroy(KeyPurpose.EmailTag, 1);
            Assert.Null(first.Read(KeyPurpose.EmailTag, 1));

            await KeepsPeopleAsync(new PeopleDatabase(
                () => true,
                () => new NpgsqlConnection(connectionString),
                _ => { },
                (_, _) => Task.CompletedTask,
                "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"));
        }
        finally
        {
            await PostgresServer.DropDatabaseAsync(name);
        }
    }

    public void Dispose() => temporary.Dispose();

    private static async Task KeepsPeopleAsync(PeopleDatabase store)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var subject = new Guid("019a9d3e-7c00-7000-8000-000000000001");
        await store.AddKeyAsync(subject, new WrappedKey(1, [1, 2, 3]), cancellation);
        await store.AddKeyAsync(subject, new WrappedKey(1, [9]), cancellation);
        Assert.Equal([1, 2, 3], (await store.FindKeyAsync(subject, cancellation))?.Bytes);
        Assert.Single(await store.WrappedOtherwiseAsync(2, 10, cancellation));
        await store.DestroyKeyAsync(subject, cancellation);
        Assert.Null(await store.FindKeyAsync(subject, cancellation));

        var later = new Guid("019a9d3e-7c01-7000-8000-000000000001");
        var made = DateTimeOffset.FromUnixTimeMilliseconds(0x019a9d3e7c01);
        await store.AddStockAsync([(subject, new WrappedKey(1, [4])), (later, new WrappedKey(1, [5]))], cancellation);
        Assert.Equal([subject], await store.StockAsync(made, 10, cancellation));
        await store.EndStockAsync([subject, later], [later], cancellation);
        Assert.Equal([subject], (await store.FindKeysAsync([subject, later], cancellation)).Keys);
        Assert.Empty(await store.StockAsync(made.AddDays(1), 10, cancellation));

        var at = new DateTimeOffset(2028, 2, 29, 0, 0, 0, TimeSpan.Zero);
        await store.AddErasureAsync(new ErasureEntry(subject, ErasureKind.Comment, subject, at, null), cancellation);
        Assert.Null(Assert.Single(await store.ErasuresAsync(cancellation)).DoneAt);
        await store.EndErasureAsync(subject, at, cancellation);
        Assert.Equal(at, Assert.Single(await store.ErasuresAsync(cancellation)).DoneAt);
    }

    private static string Mac(Key? key) => Convert.ToHexString(key!.Authenticate("test", [1])); // Asserted by what it is compared with.

    private static string Random() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(Key.Length));
}
