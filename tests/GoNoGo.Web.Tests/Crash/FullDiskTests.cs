using System.Diagnostics;
using System.Net;
using GoNoGo.Testing;
using GoNoGo.Web.Tests.Api;

namespace GoNoGo.Web.Tests.Crash;

/// <summary>The real program on a real disk that is full (F5); where no disk may be mounted, skipped.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public async Task On_a_full_disk_comments_are_to_be_sent_later_and_pages_are_read_and_all_is_well_when_there_is_room_again()
    {
        using var folder = new TemporaryFolder();
        var disk = Directory.CreateDirectory(folder["disk"]).FullName;
        Assert.SkipUnless(await RunAsync("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk), "No file system may be mounted here.");
        try
        {
            await WriteOnAsync(disk);
        }
        finally
        {
            await RunAsync("umount", "-l", disk);
        }
    }

    private static async Task WriteOnAsync(string disk)
    {
        using var content = new ContentRepositoryBuilder();
        content.WritePost("hello", "Hello", "A post.").Commit();
        await using var server = await ServerProcess.ServeAsync(Path.Combine(disk, "data"), ["--content", content.Path]);
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(server, "first")).Status);
        var filler = Path.Combine(disk, "filler");
        Fill(filler);

        var refused = 0;
        await Eventually.HoldsAsync(
            "a comment did not fit any more",
            async () =>
            {
                // What was written before leaves room in the log of the database for a comment or two.
                var answer = await SendAsync(server, $"full-{refused}");
                refused += answer.Status == HttpStatusCode.Created ? 0 : 1;
                return answer.Status != HttpStatusCode.Created;
            },
            TestContext.Current.CancellationToken);
        var later = await SendAsync(server, "later");
        later.AssertProblem(HttpStatusCode.ServiceUnavailable, "unavailable");
        Assert.NotNull(later.Header("Retry-After"));
        Assert.Equal(HttpStatusCode.OK, (await server.Reader.AskAsync("/posts/hello/")).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.Reader.AskAsync("/health/live")).Status);
        await Eventually.HoldsAsync(
            "readiness waits for room on the disk",
            async () => (await server.Reader.AskAsync("/health/ready")).Text.Contains("\"disk\"", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);

        File.Delete(filler);
        var again = await SendAsync(server, "later");
        Assert.True(again.Status == HttpStatusCode.Created, again.Text);
        Assert.Equal(0, await server.TerminateAsync());
    }

    private static void Fill(string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(block);
            }
        }
        catch (IOException)
        {
            // It is full.
        }
    }

    private static Task<ApiAnswer> SendAsync(ServerProcess server, string key) =>
        server.Reader.SendCommentAsync("hello", ApiClient.Comment(new string('x', 5000) + key), key);

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false });
            await process!.WaitForExitAsync(TestContext.Current.CancellationToken); // It is no shell's command.
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
