using System.Security.Cryptography;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using GoNoGo.Tests.Comments;
using GoNoGo.Web.Backup;
using GoNoGo.Web.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SecretKey = GoNoGo.Platform.Privacy.Key;

namespace GoNoGo.Tests.Backup;

/// <summary>Two folders and two keys for the copies of a test.</summary>
internal sealed class BackupPlaces : IDisposable
{
    private readonly Testing.TemporaryFolder folder = new();

    public string Path => folder["copies"];

    public string KeysPath => folder["elsewhere"];

    public Dictionary<string, string?> Settings => new(StringComparer.Ordinal)
    {
        ["GoNoGo:Backup:Path"] = Path,
        ["GoNoGo:Backup:Key"] = Key,
        ["GoNoGo:Backup:KeysPath"] = KeysPath,
        ["GoNoGo:Backup:KeysKey"] = KeysKey,
    };

    public string Key { get; set; } = NewKey();

    public string KeysKey { get; set; } = NewKey();

    public static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretKey.Length));

    /// <summary>Takes a backup that must succeed.</summary>
    public static async Task<TakenBackup> TakeAsync(CommentHouse house)
    {
        var outcome = await house.Service<BackupTaking>()
            .TakeAsync(AuditActor.Operator, progress: null, TestContext.Current.CancellationToken);
        return outcome.Succeeded(out var taken, out var refusal) ? taken : throw new InvalidOperationException(refusal.Message);
    }

    /// <summary>Opens both copies as <c>gonogo restore</c> does, for a house.</summary>
    public Task<Result<RestoreSource>> OpenAsync(CommentHouse house, string? name = null, string? keysName = null) => house.InScopeAsync(
        scope => RestoreSource.OpenAsync(
            new RestorePlaces(Path, name, KeysPath, keysName),
            scope.GetRequiredService<IOptions<BackupOptions>>().Value with { Key = Key, KeysKey = KeysKey },
            scope.GetRequiredService<IDatabaseDump>().Kind,
            scope.GetRequiredService<DataContext>().Database.GetMigrations(),
            TestContext.Current.CancellationToken));

    /// <summary>Restores into a house, or says why not.</summary>
    public async Task<Error?> RestoreAsync(CommentHouse house, string? name = null)
    {
        if (!(await OpenAsync(house, name)).Succeeded(out var source, out var refusal))
        {
            return refusal;
        }

        var restoration = house.Service<Restoration>();
        return await restoration.FindObstacleAsync(source, TestContext.Current.CancellationToken)
            ?? (await restoration.RunAsync(source, TestContext.Current.CancellationToken)).Error;
    }

    public void Dispose() => folder.Dispose();
}
