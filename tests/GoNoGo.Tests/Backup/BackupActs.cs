using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using GoNoGo.Testing;
using GoNoGo.Tests.Comments;
using GoNoGo.Web.Backup;
using GoNoGo.Web.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GoNoGo.Tests.Backup;

/// <summary>What <c>gonogo backup</c> and <c>gonogo restore</c> do, for a house.</summary>
internal static class BackupActs
{
    /// <summary>Takes a backup that must succeed.</summary>
    public static async Task<TakenBackup> TakeBackupAsync(this CommentHouse house)
    {
        var outcome = await house.Service<BackupTaking>()
            .TakeAsync(AuditActor.Operator, progress: null, TestContext.Current.CancellationToken);
        return outcome.Succeeded(out var taken, out var refusal) ? taken : throw new InvalidOperationException(refusal.Message);
    }

    /// <summary>The settings of its copies.</summary>
    public static BackupOptions BackupOptions(this CommentHouse house) => house.Service<IOptions<BackupOptions>>().Value;

    /// <summary>Opens both copies; by default a day after the house's clock, which those of other houses may have passed.</summary>
    public static Task<Result<RestoreSource>> OpenAsync(
        this CommentHouse house, BackupPlaces places, string? name = null, string? keysName = null, DateTimeOffset? now = null) =>
        house.InScopeAsync(
        scope => RestoreSource.OpenAsync(
            new RestorePlaces(places.Path, name, places.KeysPath, keysName),
            house.BackupOptions() with { Key = places.Key, KeysKey = places.KeysKey },
            scope.GetRequiredService<IDatabaseDump>().Kind,
            scope.GetRequiredService<DataContext>().Database.GetMigrations(),
            now ?? house.Clock.GetUtcNow().AddDays(1),
            TestContext.Current.CancellationToken));

    /// <summary>Restores into a house, or says why not.</summary>
    public static async Task<Error?> RestoreAsync(this CommentHouse house, BackupPlaces places, string? name = null)
    {
        if (!(await house.OpenAsync(places, name)).Succeeded(out var source, out var refusal))
        {
            return refusal;
        }

        var restoration = house.Service<Restoration>();
        return await restoration.FindObstacleAsync(source, TestContext.Current.CancellationToken)
            ?? (await restoration.RunAsync(source, TestContext.Current.CancellationToken)).Error;
    }

    /// <summary>Gives another house all keys and the ledger of this one, in place of its own.</summary>
    public static async Task GiveKeysAsync(this CommentHouse from, CommentHouse to)
    {
        foreach (var purpose in KeyPurposes.Lasting)
        {
            to.Service<IKeyStore>().Destroy(purpose, 1);
        }

        using var copy = new MemoryStream();
        await from.Service<KeysCopy>().WriteAsync(copy, TestContext.Current.CancellationToken);
        copy.Position = 0;
        await to.Service<KeysCopy>().ReadAsync(copy, TestContext.Current.CancellationToken);
    }
}
