using System.Diagnostics;
using System.Net;
using GoNoGo.Testing;
using GoNoGo.Tests.Support;
using GoNoGo.Web.Tests.Api;

namespace GoNoGo.Web.Tests.Crash;

/// <summary>SIGTERM while people comment (F23).</summary>
public sealed class ShutdownTests
{
    private const int Clients = 6;
    private const int Before = 40;
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(30);

    [Theory]
    [MemberData(nameof(RandomKillTests.Databases), MemberType = typeof(RandomKillTests), DisableDiscoveryEnumeration = true)]
    public async Task A_server_that_is_asked_to_stop_under_load_ends_in_time_and_loses_no_comment_it_answered(DatabaseProvider database)
    {
        Assert.True(FaultPointProgram.IsBuilt, FaultPointProgram.Missing);
        await using var blog = await CrashedBlog.CreateAsync(database);
        var taken = 0;
        int sent = 0;
        TimeSpan stopping;
        await using (var server = await blog.ServeAsync())
        {
            var enough = new TaskCompletionSource();
            var clients = Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
            {
                try
                {
                    while (true)
                    {
                        var number = Interlocked.Increment(ref sent);
                        var answer = await server.Reader.SendCommentAsync(
                            CrashedBlog.Posts[0], ApiClient.Comment($"Comment {number}."), $"key-{number}");
                        Assert.True(answer.Status == HttpStatusCode.Created, answer.Text);
                        if (Interlocked.Increment(ref taken) == Before)
                        {
                            enough.SetResult();
                        }
                    }
                }
                catch (Exception exception) when (exception is HttpRequestException or IOException)
                {
                    // The server takes no more.
                }
            })).ToList();
            await enough.Task.WaitAsync(Eventually.Patience, TestContext.Current.CancellationToken);
            var begun = Stopwatch.GetTimestamp();
            Assert.Equal(0, await server.TerminateAsync());
            stopping = Stopwatch.GetElapsedTime(begun);
            await Task.WhenAll(clients);
        }

        var stored = await blog.CountAsync();
        Assert.True(stopping < DrainTime, $"It took {stopping.TotalSeconds:0.0} s to stop.");
        Assert.InRange(taken, Before, sent);
        Assert.InRange(stored.Comments, taken, sent);
        Assert.Equal(StoredRows.Whole(stored.Comments), stored);
    }

    [Fact]
    public async Task A_server_that_is_asked_to_stop_while_it_starts_ends_as_one_that_was_asked_to()
    {
        using var folder = new TemporaryFolder();
        await using var server = ServerProcess.Start(folder["data"], arguments: null, environment: null, program: null);
        await Eventually.HoldsAsync(
            "the database was begun",
            () => server.HasExited || File.Exists(folder["data/gonogo.db"]),
            TestContext.Current.CancellationToken);
        Assert.Equal("", server.Output);

        Assert.Equal(0, await server.TerminateAsync());
    }
}
