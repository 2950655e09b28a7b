using System.IO.Pipelines;
using GoNoGo.Platform;
using GoNoGo.Web.Hosting;
using GoNoGo.Web.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Web.Tests.Hosting;

/// <summary>What is done on the thread that receives from sockets: a thread of its own stands for it here.</summary>
public sealed class InlineSocketsTests
{
    [Fact]
    public async Task A_kept_page_is_answered_where_it_was_asked_for()
    {
        Assert.False(await IsOnPoolAsync(new DefaultHttpContext(), _ => Task.CompletedTask, marks: KeptPage.Mark));
    }

    [Fact]
    public async Task All_else_goes_on_in_the_pool()
    {
        Assert.True(await IsOnPoolAsync(new DefaultHttpContext(), _ => Task.CompletedTask));
    }

    [Fact]
    public async Task Whoever_leaves_goes_on_in_the_pool_however_soon_that_has_a_thread()
    {
        var stayed = 0;
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        async Task LeaveAsync()
        {
            await SocketThread.LeaveAsync();
            Interlocked.Add(ref stayed, Thread.CurrentThread.IsThreadPoolThread ? 0 : 1);
        }

        RunOnItsOwnThread(async () =>
        {
            await Task.WhenAll(Enumerable.Range(0, 20_000).Select(_ => LeaveAsync()));
            ended.SetResult();
        });
        await ended.Task.WaitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, stayed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // As the first request of a connection does.
    public async Task Whoever_reads_a_body_is_in_the_pool_again_when_it_has_arrived(bool beginsInPool)
    {
        var arriving = new Pipe(new PipeOptions(readerScheduler: PipeScheduler.Inline, useSynchronizationContext: false));
        var http = new DefaultHttpContext();
        http.Features.Set<IHttpRequestBodyDetectionFeature>(new WithBody());
        http.Request.Body = arriving.Reader.AsStream();
        var reads = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var answered = IsOnPoolAsync(http, async request =>
        {
            var read = request.Request.Body.ReadAsync(new byte[8], TestContext.Current.CancellationToken);
            reads.SetResult();
            Assert.Equal(3, await read);
        }, beginsInPool);
        await reads.Task;
        RunOnItsOwnThread(async () => await arriving.Writer.WriteAsync(new byte[3], TestContext.Current.CancellationToken));

        Assert.True(await answered);
    }

    /// <summary>Passes a request through the stage, and tells where the endpoint was when it had done its work.</summary>
    private static Task<bool> IsOnPoolAsync(
        HttpContext http, RequestDelegate endpoint, bool beginsInPool = false, params object[] marks)
    {
        var app = new ApplicationBuilder(new ServiceCollection().BuildServiceProvider());
        app.UseThreadsOfThePool();
        var isOnPool = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Run(async request =>
        {
            await endpoint(request);
            isOnPool.SetResult(Thread.CurrentThread.IsThreadPoolThread);
        });
        http.SetEndpoint(new Endpoint(endpoint, new EndpointMetadataCollection(marks), displayName: null));
        var pipeline = app.Build();
        if (beginsInPool)
        {
            _ = Task.Run(() => pipeline(http));
        }
        else
        {
            RunOnItsOwnThread(() => pipeline(http));
        }

        return isOnPool.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    private static void RunOnItsOwnThread(Func<Task> work) => new Thread(() => _ = work()) { IsBackground = true }.Start();

    private sealed class WithBody : IHttpRequestBodyDetectionFeature
    {
        public bool CanHaveBody => true;
    }
}
