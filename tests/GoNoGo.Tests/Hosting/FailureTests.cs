using System.Reflection;
using GoNoGo.Platform.Data;
using GoNoGo.Web.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GoNoGo.Tests.Hosting;

/// <summary>What failures mean to who sent a request, to who ran a command, and to what started the program.</summary>
public sealed class FailureTests
{
    public static TheoryData<Exception, string> OfTheDisk => new()
    {
        { new IOException("No space left on device", 28), "The disk is full" },
        { new IOException("Read-only file system", 30), "The disk is mounted read-only" },
        { new InvalidOperationException("wrapped", new IOException("No space left on device", 28)), "The disk is full" },
        { new SqliteException("full", 13), "The disk of the database is full" },
        { new SqliteException("readonly", 8, 1032), "The database cannot be written" },
        { new SqliteException("disk I/O", 10, 4874), "The disk of the database cannot be read or written (SQLite error 4874)" },
    };

    [Theory]
    [MemberData(nameof(OfTheDisk), DisableDiscoveryEnumeration = true)]
    public void A_failure_of_the_disk_is_for_a_while_to_who_sent_something_and_a_sentence_to_who_ran_a_command(
        Exception failure, string sentence)
    {
        using var services = new ServiceCollection().AddSingleton(DispatchProxy.Create<IDatabaseDialect, Knowing>()).BuildServiceProvider();

        var status = FailureResponses.StatusOf(failure, new DefaultHttpContext { RequestServices = services });

        Assert.Equal(StatusCodes.Status503ServiceUnavailable, status);
        Assert.StartsWith(sentence, StartFailure.Explain(failure), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_that_fails_ends_the_server_as_a_failure_and_a_stop_that_was_asked_for_does_not()
    {
        Assert.Equal("A part of the server has failed, and so it stops: FailingPart. The log says why.", await EndAsync(fails: true));
        Assert.Null(await EndAsync(fails: false));
    }

    [Fact]
    public async Task So_it_is_while_the_server_starts()
    {
        Assert.Equal(
            "A part of the server has failed while it started: FailingPart (InvalidOperationException).", await BreakOffAsync(fails: true));
        Assert.Null(await BreakOffAsync(fails: false));
    }

    private static async Task<string?> BreakOffAsync(bool fails)
    {
        using var host = Build(new FailingPart(fails), new StartingPart());
        var failure = host.Services.GetRequiredService<PartFailure>();
        var starting = host.StartAsync(TestContext.Current.CancellationToken);
        if (!fails)
        {
            host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => starting);
        return failure.Sentence;
    }

    private static IHost Build(params IReadOnlyList<IHostedService> parts)
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<PartFailure>();
        builder.Services.AddHostedService(services => services.GetRequiredService<PartFailure>());
        foreach (var part in parts)
        {
            builder.Services.AddSingleton(part);
        }

        return builder.Build();
    }

    private static async Task<string?> EndAsync(bool fails)
    {
        using var host = Build(new FailingPart(fails));
        var failure = host.Services.GetRequiredService<PartFailure>();
        await host.StartAsync(TestContext.Current.CancellationToken);
        if (!fails)
        {
            host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        }

        await host.WaitForShutdownAsync(TestContext.Current.CancellationToken);
        return failure.Sentence;
    }

    /// <summary>A database that takes no failure for its own.</summary>
    public class Knowing : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => false;
    }

    /// <summary>Starts until the start is broken off.</summary>
    private sealed class StartingPart : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => new TaskCompletionSource().Task.WaitAsync(cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    /// <summary>Fails once it runs, or while it is stopped.</summary>
    private sealed class FailingPart(bool fails) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Yield();
            if (!fails)
            {
                var stopped = new TaskCompletionSource();
                await using var registration = stoppingToken.Register(stopped.SetResult);
                await stopped.Task;
            }

            throw new InvalidOperationException("It fails.");
        }
    }
}
