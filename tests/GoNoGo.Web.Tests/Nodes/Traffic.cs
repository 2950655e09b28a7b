using System.Collections.Concurrent;
using System.Net;
using GoNoGo.Testing;
using GoNoGo.Web.Tests.Api;
using GoNoGo.Web.Tests.Crash;

namespace GoNoGo.Web.Tests.Nodes;

/// <summary>Readers and commenters who go on while servers come and go. A comment that was not taken is sent again under its key.</summary>
internal sealed class Traffic : IAsyncDisposable
{
    public const int Readers = 6;
    public const int Writers = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly HttpClient client;
    private readonly CancellationTokenSource ended = new();
    private readonly ConcurrentDictionary<string, Guid> taken = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> readFailures = new();
    private readonly ConcurrentQueue<string> writeFailures = new();
    private Task[] people = [];
    private int reads;
    private int refused;

    public Traffic(Uri address)
    {
        client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };
        people =
        [
            .. Enumerable.Range(0, Readers).Select(number => Task.Run(() => ReadAsync(number))),
            .. Enumerable.Range(0, Writers).Select(number => Task.Run(() => WriteAsync(number))),
        ];
    }

    /// <summary>Every comment that was answered, by its key.</summary>
    public IReadOnlyDictionary<string, Guid> Taken => taken;

    /// <summary>Pages that readers got.</summary>
    public int Reads => Volatile.Read(ref reads);

    /// <summary>Comments that were put off with 503 and a Retry-After.</summary>
    public int Refused => Volatile.Read(ref refused);

    /// <summary>What readers got in place of a page since it was last asked.</summary>
    public IReadOnlyList<string> ReadFailures() => Drain(readFailures);

    /// <summary>What commenters got in place of an answer of the program since it was last asked.</summary>
    public IReadOnlyList<string> WriteFailures() => Drain(writeFailures);

    /// <summary>Waits until so many more pages were read and comments taken.</summary>
    public async Task PassAsync(int pages, int comments)
    {
        var (read, sent) = (Reads + pages, taken.Count + comments);
        await Eventually.HoldsAsync(
            $"{pages} pages were read and {comments} comments taken",
            () => Reads >= read && taken.Count >= sent,
            TestContext.Current.CancellationToken);
    }

    /// <summary>Lets everybody come to their end.</summary>
    public async Task EndAsync()
    {
        await ended.CancelAsync();
        await Task.WhenAll(people);
        people = [];
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        client.Dispose();
        ended.Dispose();
    }

    private static List<string> Drain(ConcurrentQueue<string> queue)
    {
        var drained = new List<string>();
        while (queue.TryDequeue(out var one))
        {
            drained.Add(one);
        }

        return drained;
    }

    private async Task ReadAsync(int number)
    {
        string[] paths = ["/", .. CrashedBlog.Posts.Select(slug => $"/posts/{slug}/")];
        for (var i = number; !ended.IsCancellationRequested; i++)
        {
            var path = paths[i % paths.Length];
            try
            {
                using var answer = await GetAsync(path);
                if (answer.StatusCode is HttpStatusCode.OK)
                {
                    Interlocked.Increment(ref reads);
                }
                else
                {
                    readFailures.Enqueue($"{path} {(int)answer.StatusCode}");
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                readFailures.Enqueue($"{path} {exception.Message}");
            }
        }
    }

    /// <summary>
    /// A proxy that is told of another server closes the connections that lie idle, also one on which a request is just on its way: a
    /// browser asks once more for what it only reads (RFC 9110, section 9.2.2). What the servers do is a status of the proxy.
    /// </summary>
    private async Task<HttpResponseMessage> GetAsync(string path)
    {
        try
        {
            return await client.GetAsync(path, TestContext.Current.CancellationToken);
        }
        catch (HttpRequestException exception) when (exception.InnerException is IOException)
        {
            return await client.GetAsync(path, TestContext.Current.CancellationToken);
        }
    }

    private async Task WriteAsync(int writer)
    {
        for (var number = 0; !ended.IsCancellationRequested; number++)
        {
            await SendAsync($"key-{writer}-{number}");
        }
    }

    private async Task SendAsync(string key)
    {
        using var timer = new PeriodicTimer(Pause);
        while (!ended.IsCancellationRequested)
        {
            try
            {
                var answer = await client.SendCommentAsync(CrashedBlog.Posts[1], ApiClient.Comment(key), key);
                if (answer.Status is HttpStatusCode.Created)
                {
                    Assert.True(taken.TryAdd(key, answer.Json.GetProperty("id").GetGuid()));
                    return;
                }

                if (answer.Status is HttpStatusCode.ServiceUnavailable && answer.Header("Retry-After") is not null)
                {
                    Interlocked.Increment(ref refused);
                }
                else
                {
                    writeFailures.Enqueue($"{(int)answer.Status} {answer.Text}");
                }
            }
            catch (HttpRequestException exception) when (exception.InnerException is IOException)
            {
                // The proxy has closed the connection (see GetAsync); a browser asks its user, and who has a key sends again under it.
            }
            catch (HttpRequestException exception)
            {
                writeFailures.Enqueue(exception.Message);
            }

            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
