using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using GoNoGo.Testing;
using NetVips;

namespace GoNoGo.Web.Tests.Hosting;

/// <summary>The program as an operator starts and stops it.</summary>
public sealed partial class ServeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task It_says_where_to_look_and_ends_with_0_when_asked_to_stop()
    {
        await using var server = await ServerProcess.ServeAsync(folder["data"], readyPath: "/health/live");

        Assert.Contains("Now reading at http://127.0.0.1:", server.Output, StringComparison.Ordinal);
        Assert.Contains(folder["data"], server.Output, StringComparison.Ordinal);
        Assert.Equal(0, await server.TerminateAsync());
    }

    [Fact]
    public async Task What_the_library_of_pictures_says_of_a_cut_one_is_not_in_the_log()
    {
        using var noise = Image.Gaussnoise(640, 400, sigma: 40, mean: 128, seed: 7).Cast(Enums.BandFormat.Uchar);
        var whole = noise.JpegsaveBuffer();
        using var blog = new ContentRepositoryBuilder();
        blog.WritePost("a", "A", "Text.").Write("static/cut.jpg", whole[..(whole.Length / 2)]).Commit();

        await using var server = await ServerProcess.ServeAsync(folder["data"], ["--content", blog.Path]);
        await Eventually.HoldsAsync(
            "the picture was looked at",
            () => Task.FromResult(
                Directory.Exists(folder["data/pictures"])
                    && Directory.EnumerateFiles(folder["data/pictures"], "failure", SearchOption.AllDirectories).Any()),
            TestContext.Current.CancellationToken);
        await server.TerminateAsync();

        Assert.DoesNotContain("VIPS", server.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_one_sentence()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        var url = $"http://{listener.LocalEndpoint}";
        var (exitCode, _, errors) = await ServerProcess.RunAsync(["serve", "--data", folder["data"], "--urls", url]);

        Assert.Equal(1, exitCode);
        Assert.StartsWith($"Failed to bind to address {url}: address already in use; stop", errors, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', WithoutLog(errors));
    }

    [Fact]
    public async Task An_encrypted_address_without_a_certificate_is_one_sentence()
    {
        var (exitCode, _, errors) = await ServerProcess.RunAsync(["serve", "--data", folder["data"], "--urls", "https://127.0.0.1:0"]);

        Assert.Equal(1, exitCode);
        Assert.StartsWith("There is no certificate for the https:// address in --urls: write it", errors, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', WithoutLog(errors));
    }

    [Fact]
    public async Task A_content_folder_that_does_not_exist_is_one_sentence()
    {
        var (exitCode, _, errors) = await ServerProcess.RunAsync(["serve", "--data", folder["data"], "--content", folder["nowhere"]]);

        Assert.Equal(1, exitCode);
        Assert.Equal($"The content folder {folder["nowhere"]} does not exist; give an existing Git repository with --content.", errors);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_written_is_one_sentence()
    {
        await File.WriteAllTextAsync(folder["data"], "a file", TestContext.Current.CancellationToken);

        var (exitCode, _, errors) = await ServerProcess.RunAsync(["serve", "--data", folder["data"]]);

        Assert.Equal(1, exitCode);
        Assert.Equal(
            $"The data folder {folder["data"]} cannot be written; let this user write there or choose another with --data.", errors);
    }

    [Fact]
    public async Task An_unknown_setting_is_one_sentence_that_names_the_nearest()
    {
        var (exitCode, _, errors) = await ServerProcess.RunAsync(
            ["serve", "--data", folder["data"]], new Dictionary<string, string?> { ["GoNoGo__Content__Brunch"] = "main" });

        Assert.Equal(1, exitCode);
        Assert.Equal("Unknown setting GoNoGo:Content:Brunch; did you mean GoNoGo:Content:Branch? Correct or remove it.", errors);
    }

    public void Dispose() => folder.Dispose();

    /// <summary>What was said, without the log of parts that had begun: each of its messages is a line that begins with its time.</summary>
    private static string WithoutLog(string errors) =>
        string.Join('\n', errors.Split('\n').Where(line => !LineOfLog().IsMatch(line)));

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T[\d:.]+Z ", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LineOfLog();
}
