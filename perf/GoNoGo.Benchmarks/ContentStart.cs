using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using LibGit2Sharp;

namespace GoNoGo.Benchmarks;

/// <summary>
/// How long a blog of 10,000 posts takes to answer its first page at the very first start and at a later one, what it takes in memory, and
/// how long a change of one post takes to show once a webhook has told of it:
/// <c>dotnet run -c Release --project perf/GoNoGo.Benchmarks -- content-start [POSTS]</c>. The repository lies on this machine; each post
/// has some 6 KB of Markdown with a list, a table and code. Where Hugo is installed, it builds the same posts. GONOGO_PERF_PROGRAM names
/// another program than the one built with this, such as that of a release.
/// </summary>
internal static class ContentStart
{
    public const string Command = "content-start";

    private const int Changes = 16;
    private static readonly Signature Author = new("Author", "author@example.org", DateTimeOffset.UnixEpoch);

    public static async Task RunAsync(string[] arguments)
    {
        var count = arguments is [var number, ..] ? int.Parse(number, CultureInfo.InvariantCulture) : 10_000;
        var folder = Directory.CreateTempSubdirectory("gonogo-content-").FullName;
        try
        {
            using var content = Write(Path.Combine(folder, "content"), count);
            var data = Path.Combine(folder, "data");
            await StartAsync("the very first start", data, content, count, changes: 0);
            await StartAsync("a later start", data, content, count, Changes);
            await BuildByHugoAsync(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task StartAsync(string what, string data, Repository content, int count, int changes)
    {
        var begun = Stopwatch.GetTimestamp();
        await using var server = await MeasuredServer.StartAsync(
            ["--content", content.Info.WorkingDirectory],
            data,
            [("GoNoGo__RateLimiting__ReadsPerWindow", "1000000000"), .. SignedPush.Settings]);
        using var reader = new HttpClient { BaseAddress = server.Address };
        await UntilAsync(reader, $"/posts/post-{count / 2}/", page => page is not null);
        var first = Stopwatch.GetElapsedTime(begun);
        while (!File.Exists(Path.Combine(data, "rendered", "build.json")))
        {
            await Task.Delay(10);
        }

        var whole = Stopwatch.GetElapsedTime(begun);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: first page after {first.TotalSeconds:0.0} s, all there after {whole.TotalSeconds:0.0} s; "
            + $"{server.ProcessorTime.TotalSeconds:0.0} s of processor, {server.ResidentMegabytes:0} MB, "
            + $"at most {server.PeakMegabytes:0} MB"));
        var shown = new List<double>();
        for (var change = 0; change < changes; change++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1)); // Each push comes alone.
            Commit(content, $"posts/{change}/post-{change}.md", Text(change) + $"\nChanged for the {change}th time.\n");
            var pushed = Stopwatch.GetTimestamp();
            using var push = SignedPush.Request($"change-{change}");
            using var told = await reader.SendAsync(push);
            var answered = Stopwatch.GetElapsedTime(pushed);
            await UntilAsync(reader, $"/posts/post-{change}/", page => page?.Contains("Changed for", StringComparison.Ordinal) == true);
            shown.Add(Stopwatch.GetElapsedTime(pushed).TotalMilliseconds);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  a change shows after {shown[^1]:0} ms, the webhook answered {(int)told.StatusCode} "
                + $"after {answered.TotalMilliseconds:0} ms"));
        }

        if (shown.Count > 1)
        {
            var rest = shown.Skip(1).Order().ToList();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"  the first after {shown[0]:0} ms, the median of the others {rest[rest.Count / 2]:0} ms"));
        }
    }

    /// <summary>With layouts that show a text, the posts of a tag and the table of contents, and with code highlighted.</summary>
    private static async Task BuildByHugoAsync(string folder)
    {
        var site = Directory.CreateDirectory(Path.Combine(folder, "hugo")).FullName;
        var layouts = Directory.CreateDirectory(Path.Combine(site, "layouts", "_default")).FullName;
        await File.WriteAllTextAsync(Path.Combine(site, "config.toml"), "baseURL = 'https://example.org/'\n");
        await File.WriteAllTextAsync(
            Path.Combine(layouts, "single.html"),
            "<!doctype html><title>{{ .Title }}</title><body>{{ .TableOfContents }}{{ .Content }}</body>");
        await File.WriteAllTextAsync(
            Path.Combine(layouts, "list.html"),
            "<!doctype html><title>{{ .Title }}</title>{{ range (.Paginate .Pages).Pages }}<p>{{ .Title }} {{ .Summary }}</p>{{ end }}");
        var begun = Stopwatch.GetTimestamp();
        try
        {
            using var hugo = Process.Start(new ProcessStartInfo(
                "hugo", ["--quiet", "--source", site, "--contentDir", Path.Combine(folder, "content", "content")]))!;
            await hugo.WaitForExitAsync();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Hugo: all built after {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s, exit code {hugo.ExitCode}"));
        }
        catch (Win32Exception)
        {
            Console.WriteLine("Hugo is not installed, so that nothing is built by it.");
        }
    }

    private static async Task UntilAsync(HttpClient reader, string path, Func<string?, bool> holds)
    {
        while (true)
        {
            using var answer = await reader.GetAsync(new Uri(path, UriKind.Relative));
            if (holds(answer.StatusCode == HttpStatusCode.OK ? await answer.Content.ReadAsStringAsync() : null))
            {
                return;
            }

            await Task.Delay(5);
        }
    }

    private static Repository Write(string path, int count)
    {
        for (var number = 0; number < count; number++)
        {
            var file = Path.Combine(path, "content", "posts", (number % 25).ToString(CultureInfo.InvariantCulture), $"post-{number}.md");
            Directory.CreateDirectory(Path.GetDirectoryName(file)!); // It lies in a folder.
            File.WriteAllText(file, Text(number));
        }

        Repository.Init(path);
        var repository = new Repository(path);
        repository.Refs.UpdateTarget("HEAD", "refs/heads/main");
        Commands.Stage(repository, "*");
        repository.Commit("Posts", Author, Author);
        return repository;
    }

    private static void Commit(Repository repository, string path, string text)
    {
        File.WriteAllText(Path.Combine(repository.Info.WorkingDirectory, "content", path), text);
        Commands.Stage(repository, "content/" + path);
        repository.Commit("A change", Author, Author);
    }

    private static string Text(int number)
    {
        var words = new Random(number);
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"---\ntitle: \"Post number {number}\"\ndate: {2000 + (number % 25)}-{1 + (number / 25 % 12):00}-{1 + (number / 300 % 28):00}\n"
            + $"tags: [t{number % 50}]\n---\n\n");
        for (var section = 0; section < 4; section++)
        {
            text += $"## Section {section}\n\n{Sentences(words, 150)} [another](post-{words.Next(number + 1)}.md)\n\n"
                + $"- {Sentences(words, 10)}\n- {Sentences(words, 10)}\n\n"
                + $"| a | b |\n|---|---|\n| {Sentences(words, 3)} | {Sentences(words, 3)} |\n\n"
                + $"```rust\nfn main() {{ let x{number} = \"{Sentences(words, 4)}\"; println!(\"{{}}\", x{number}); }}\n```\n\n";
        }

        return text;
    }

    private static string Sentences(Random random, int words) =>
        string.Join(' ', Enumerable.Range(0, words).Select(_ => Words[random.Next(Words.Length)]));

    private static readonly string[] Words =
        "time year people way day man thing woman life child world school state family student group country problem hand part".Split(' ');
}
