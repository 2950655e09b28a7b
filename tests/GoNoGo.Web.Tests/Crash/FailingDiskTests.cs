using System.Net;
using GoNoGo.Tests.Support;
using GoNoGo.Web.Tests.Api;

namespace GoNoGo.Web.Tests.Crash;

/// <summary>
/// A disk that is full or broken, at each single call that writes: 503 for who writes, pages for who reads, nothing half-written, and
/// all is well again by itself.
/// </summary>
public sealed class FailingDiskTests
{
    private const int Clients = 6;
    private const int CommentsOfEach = 25;

    [Theory]
    [InlineData(FailingDisk.Full, true)]
    [InlineData(FailingDisk.WriteError, false)]
    [InlineData(FailingDisk.FlushError, false)]
    public async Task A_disk_that_fails_at_any_call_of_a_comment_keeps_nothing_of_it_and_takes_the_next_one(int code, bool isLasting)
    {
        await using var blog = await FailingDiskBlog.StartAsync();
        var refused = 0;
        for (var call = 1; ; call++)
        {
            blog.Disk.Fail(code, now => now == call || (isLasting && now > call));
            var answer = await SendAsync(blog.Reader, call);
            var isReached = blog.Disk.Failures > 0;
            if (answer.Status != HttpStatusCode.Created)
            {
                refused++;
                Assert.True(isReached, answer.Text);
                answer.AssertProblem(HttpStatusCode.ServiceUnavailable, "unavailable");
                Assert.NotNull(answer.Header("Retry-After"));
                Assert.Equal(HttpStatusCode.OK, (await blog.Reader.AskAsync("/posts/post-1/")).Status);
            }

            blog.Disk.Heal();
            Assert.Equal(HttpStatusCode.Created, (await SendAsync(blog.Reader, call)).Status);
            Assert.Equal(StoredRows.Whole(call), await blog.CountAsync());
            if (!isReached)
            {
                break;
            }
        }

        Assert.InRange(refused, 10, 1000);
        Assert.Equal("ok", await blog.CheckIntegrityAsync());
    }

    [Theory]
    [InlineData(FailingDisk.Full, 1)]
    [InlineData(FailingDisk.WriteError, 2)]
    [InlineData(FailingDisk.FlushError, 3)]
    public async Task A_disk_that_fails_now_and_then_under_many_writers_loses_and_doubles_nothing(int code, int seed)
    {
        await using var blog = await FailingDiskBlog.StartAsync();
        var random = new Random(seed);
        blog.Disk.Fail(code, _ => random.Next(300) == 0);

        var answers = await Task.WhenAll(Enumerable.Range(0, Clients * CommentsOfEach).GroupBy(number => number % Clients)
            .Select(client => Task.Run(async () =>
            {
                var own = new List<(int Number, ApiAnswer Answer)>();
                foreach (var number in client)
                {
                    own.Add((number, await SendAsync(blog.Reader, number)));
                }

                return own;
            })));
        var failures = blog.Disk.Failures;
        blog.Disk.Heal();

        var taken = answers.SelectMany(own => own).Where(sent => sent.Answer.Status == HttpStatusCode.Created).ToList();
        Assert.All(
            answers.SelectMany(own => own).Except(taken),
            sent => sent.Answer.AssertProblem(HttpStatusCode.ServiceUnavailable, "unavailable"));
        Assert.NotEqual(0, failures);
        Assert.InRange((await blog.CountAsync()).Comments, taken.Count, Clients * CommentsOfEach);
        foreach (var (number, answer) in answers.SelectMany(own => own))
        {
            var again = await SendAsync(blog.Reader, number);
            Assert.Equal(HttpStatusCode.Created, again.Status);
            Assert.True(answer.Status != HttpStatusCode.Created || answer.Text == again.Text);
        }

        Assert.Equal(StoredRows.Whole(Clients * CommentsOfEach), await blog.CountAsync());
        Assert.Equal("ok", await blog.CheckIntegrityAsync());
    }

    private static Task<ApiAnswer> SendAsync(HttpClient reader, int number) =>
        reader.SendCommentAsync("post-1", ApiClient.Comment($"Comment {number}."), $"key-{number}");
}
