using System.Globalization;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Audit.Verification;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Health;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using GoNoGo.Tests.Platform.Events;
using GoNoGo.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.Platform.Health;

/// <summary>What each part says of itself, on a real database.</summary>
public sealed class ComponentHealthTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task The_database_is_degraded_from_a_tenth_of_a_second_and_tells_of_its_connections(DatabaseProvider provider)
    {
        await using var house = await EventHouse.OpenAsync(provider, _ => { });

        var quick = await LookAsync(house, new SteppingClock(TimeSpan.FromTicks(999_999)));
        var slow = await LookAsync(house, new SteppingClock(TimeSpan.FromSeconds(0.1)));

        Assert.Equal(HealthStatus.Healthy, quick.Status);
        Assert.Equal(("0.100s", "0.100s"), (quick.Details["query_response_time"], slow.Details["query_response_time"]));
        Assert.Equal((HealthStatus.Degraded, "database_slow"), (slow.Status, Assert.Single(slow.Troubles).Code));
        Assert.NotEmpty((string)slow.Details["connection_pool"]);
        Assert.True((long)slow.Details["size_bytes"] > 0);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_database_of_this_version_that_is_whole_is_found_so_and_a_newer_one_is_named(DatabaseProvider provider)
    {
        await using var house = await EventHouse.OpenAsync(provider, _ => { });

        var whole = await ExamineAsync(house);
        await house.InScopeAsync(scope => scope.GetRequiredService<DataContext>().Database.ExecuteSqlRawAsync(
            "INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_Later', '99.0')", Cancelled));
        var newer = await ExamineAsync(house);

        Assert.DoesNotContain(whole.Troubles, trouble => trouble.Code != "database_open_to_others"); // Templates are copied for all.
        Assert.Equal((HealthStatus.Unhealthy, "database_refused"), (newer.Status, Assert.Single(newer.Troubles).Code));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task The_event_bus_says_what_waits_for_how_long_and_what_was_given_up(DatabaseProvider provider)
    {
        await using var house = await EventHouse.OpenAsync(provider, services => services.AddFirst((_, _) => { }));
        await house.PublishAsync("one");
        house.Clock.Advance(TimeSpan.FromMinutes(2));

        var late = await LookAsync(house, "event_bus");
        house.Clock.Advance(TimeSpan.FromMinutes(13));
        var stuck = await LookAsync(house, "event_bus");
        await house.InScopeAsync(async scope =>
        {
            var data = scope.GetRequiredService<DataContext>();
            (await data.Set<OutboxDelivery>().SingleAsync(Cancelled)).Status = DeliveryStatus.Dead;
            return await data.SaveChangesAsync(Cancelled);
        });
        var dead = await LookAsync(house, "event_bus");

        Assert.Equal((HealthStatus.Degraded, 120.0, 1), (late.Status, late.Details["lag_seconds"], late.Details["waiting"]));
        Assert.Equal("events_late", Assert.Single(late.Troubles).Code);
        Assert.Equal(HealthStatus.Unhealthy, stuck.Status);
        Assert.Equal((HealthStatus.Degraded, 0.0, 1), (dead.Status, dead.Details["lag_seconds"], dead.Details["dead_letters"]));
        Assert.Equal("dead_letters", Assert.Single(dead.Troubles).Code);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task The_audit_trail_says_what_is_not_sealed_not_anchored_and_what_its_verification_found(DatabaseProvider provider)
    {
        await using var house = await EventHouse.OpenAsync(provider, _ => { });
        await ActAsync(house);
        house.Clock.Advance(TimeSpan.FromMinutes(11));
        var unsealed = await LookAsync(house, "audit");

        await house.Services.GetRequiredService<GoNoGo.Platform.Audit.Sealing.AuditSealing>().SealAsync(Cancelled);
        house.Clock.Advance(TimeSpan.FromHours(27));
        var loose = await LookAsync(house, "audit");

        await house.Services.GetRequiredService<GoNoGo.Platform.Audit.Sealing.AuditAnchoring>().PublishAsync(Cancelled);
        await VerifyAsync(house);
        var whole = await LookAsync(house, "audit");

        house.Services.GetRequiredService<LastVerification>().Write(new VerificationNote(house.Clock.GetUtcNow(), 2, 3));
        var broken = await LookAsync(house, "audit");

        Assert.Equal("audit_unsealed", Assert.Single(unsealed.Troubles).Code);
        Assert.Contains(loose.Troubles, trouble => trouble.Code == "audit_not_anchored");
        Assert.Equal(HealthStatus.Healthy, whole.Status);
        Assert.Empty(whole.Troubles);
        Assert.Equal(house.Clock.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture), whole.Details["last_verified_at"]);
        Assert.Equal((HealthStatus.Unhealthy, "audit_not_clean"), (broken.Status, Assert.Single(broken.Troubles).Code));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_clock_that_runs_behind_what_was_written_is_said(DatabaseProvider provider)
    {
        await using var house = await EventHouse.OpenAsync(provider, _ => { });
        await ActAsync(house);
        var behind = new ClockHealthCheckAt(house.Clock.GetUtcNow() - TimeSpan.FromHours(1));

        var found = await behind.LookAsync(house);

        Assert.Contains(found.Troubles, trouble => trouble.Code == "clock_behind");
    }

    [Fact]
    public async Task A_key_that_is_missing_broken_or_open_to_others_is_said_by_its_name_alone()
    {
        await using var house = await EventHouse.OpenAsync(DatabaseProvider.Sqlite, _ => { });
        var folder = house.Services.GetRequiredService<KeyFolder>();
        Assert.Equal(HealthStatus.Healthy, (await LookAsync(house, "keys")).Status);

        var mailbox = Path.Combine(folder.Path, "mailbox.1.key");
        var text = await File.ReadAllTextAsync(mailbox, Cancelled);
        await File.WriteAllTextAsync(mailbox, "half a key", Cancelled);
        File.Delete(Path.Combine(folder.Path, "sign-in.1.key"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(mailbox, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        }

        var found = await LookAsync(house, "keys");

        Assert.Equal(HealthStatus.Unhealthy, found.Status);
        Assert.Contains(found.Troubles, trouble => trouble.Code == "keys_missing" && Holds(trouble, "sign-in.1"));
        Assert.Contains(found.Troubles, trouble => trouble.Code == "key_broken" && Holds(trouble, "mailbox.1.key"));
        Assert.Contains(found.Troubles, trouble => trouble.Code == "keys_open_to_others" && Holds(trouble, "mailbox.1.key"));
        Assert.DoesNotContain(found.Troubles, trouble => Holds(trouble, text));
    }

    [Fact]
    public async Task A_disk_that_is_nearly_full_is_degraded_and_a_full_one_unhealthy()
    {
        var free = 0L;
        await using var house = await EventHouse.OpenAsync(
            DatabaseProvider.Sqlite, services => services.AddSingleton<FreeSpace>(_ => free));

        var statuses = new List<HealthStatus>();
        foreach (var bytes in new[] { 1L << 40, (1L << 29) - 1, (1L << 20) - 1 })
        {
            free = bytes;
            statuses.Add((await LookAsync(house, "disk")).Status);
        }

        Assert.Equal([HealthStatus.Healthy, HealthStatus.Degraded, HealthStatus.Unhealthy], statuses);
    }

    private static bool Holds(HealthTrouble trouble, string text) => trouble.Message.Contains(text, StringComparison.Ordinal);

    private static Task<HealthCheckResult> ExamineAsync(EventHouse house) =>
        LookAsync(house, Web.Database.DatabaseExamination.Name, HealthCheckUse.Doctor);

    private static async Task<HealthCheckResult> LookAsync(
        EventHouse house, string part, HealthCheckUse use = HealthCheckUse.Report)
    {
        var report = await house.Services.GetRequiredService<HealthMonitor>()
            .CheckAsync(check => check.Name == part && check.IsFor(use), progress: null, Cancelled);
        var found = report.ComponentHealth[part];
        Assert.Null(found.ErrorType);
        return found;
    }

    private static Task<HealthState> LookAsync(EventHouse house, TimeProvider clock) => house.InScopeAsync(scope => new DatabaseHealthCheck(
        scope.GetRequiredService<DataContext>(),
        scope.GetRequiredService<IDatabaseDialect>(),
        scope.GetRequiredService<IDatabaseInspection>(),
        clock).CheckAsync(Cancelled));

    private static Task ActAsync(EventHouse house) => house.WriteAsync(
        transaction => transaction.Audit(new AuditAct(AuditActor.System, "thing.done", "thing", "one")));

    private static Task<Result<AuditReport>> VerifyAsync(EventHouse house) => house.InScopeAsync(scope =>
        scope.GetRequiredService<AuditVerifier>().VerifyAsync([], progress: null, Cancelled));

    /// <summary>A clock that moves by the same step whenever somebody looks how long something has taken.</summary>
    private sealed class SteppingClock(TimeSpan step) : TimeProvider
    {
        private long now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => now += step.Ticks;
    }

    /// <summary>The check of the clock under another one.</summary>
    private sealed class ClockHealthCheckAt(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;

        public Task<HealthState> LookAsync(EventHouse house) => house.InScopeAsync(scope => new ClockHealthCheck(
            scope.GetRequiredService<DataContext>(), scope.GetRequiredService<IDatabaseInspection>(), this).CheckAsync(Cancelled));
    }
}
