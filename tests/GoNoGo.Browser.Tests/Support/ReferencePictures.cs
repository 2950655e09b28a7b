using System.Globalization;
using Microsoft.Playwright;
using NetVips;

namespace GoNoGo.Browser.Tests.Support;

/// <summary>
/// Pictures of pages as they were when somebody looked at them, in the folder References. A page is held against its picture at a quarter
/// of the size, where another build's edges of letters are the same grey and a block that has moved is not.
/// <c>GONOGO_REGENERATE=1</c> takes them anew; what differs is left in artifacts/pictures.
/// </summary>
internal sealed class ReferencePictures
{
    // A secret is another one each time, and breaks its lines elsewhere.
    private const string SameSecrets = """
        () => document.querySelectorAll('.own-link, .secret').forEach(secret => { secret.textContent = 'https://blog.example/a-secret'; })
        """;

    // A picture of a whole page shows what nobody has scrolled to: each comment as it looks when it is in view.
    private const string AllInView = """
        () => document.querySelectorAll('.thread > .comment').forEach(comment => { comment.style.contentVisibility = 'visible'; })
        """;

    /// <summary>What lies below is more of the same.</summary>
    private const int LargestHeight = 1800;

    private const int Reduction = 4;

    /// <summary>By how much a point of the reduced picture may differ, of 255: as much as text that has moved by a pixel does.</summary>
    private const double PointTolerance = 48;

    /// <summary>How many points may differ by more: the ends of a few lines that have become longer by a pixel.</summary>
    private const double PointsTolerated = 24;

    /// <summary>How much taller or lower a page may be, in pixels.</summary>
    private const int HeightTolerance = 4;

    private const double WidthTolerance = 0.5;

    private const string Probe = """
        () => ['--serif', '--sans', '--mono'].map(family => {
          const words = document.createElement('span');
          words.style.cssText = `position: absolute; white-space: pre; font: 100px var(${family})`;
          words.textContent = 'Hamburgefonstiv 0123456789';
          document.body.append(words);
          const width = words.getBoundingClientRect().width;
          words.remove();
          return width;
        })
        """;

    private static readonly string Root = FindRoot();
    private static readonly string All = Path.Combine(Root, "tests", "GoNoGo.Browser.Tests", "References");
    private static readonly string FontsPath = Path.Combine(All, "fonts.txt");
    private static readonly bool IsRegenerating = Environment.GetEnvironmentVariable("GONOGO_REGENERATE") == "1";

    private readonly string folder;
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly List<string> differences = [];

    /// <param name="part">The folder of these pictures below that of all.</param>
    public ReferencePictures(string part = "") => folder = Directory.CreateDirectory(Path.Combine(All, part)).FullName;

    /// <summary>Why pictures cannot be compared here; null where they can.</summary>
    /// <param name="page">A page of the blog, with script.</param>
    public static async Task<string?> WhyNotAsync(IPage page)
    {
        var here = await page.EvaluateAsync<double[]>(Probe);
        if (IsRegenerating)
        {
            Directory.CreateDirectory(All);
            await File.WriteAllLinesAsync(FontsPath, here.Select(width => width.ToString("F2", CultureInfo.InvariantCulture)));
        }

        var recorded = (await File.ReadAllLinesAsync(FontsPath)).Select(line => double.Parse(line, CultureInfo.InvariantCulture)).ToArray();
        return here.Zip(recorded).All(pair => Math.Abs(pair.First - pair.Second) <= WidthTolerance)
            ? null
            : $"fonts-dejavu-core is missing: words are {string.Join(", ", here)} pixels wide, not {string.Join(", ", recorded)}";
    }

    /// <summary>Holds what is open against the picture of its name. Secrets in it are the same afterwards, and lead nowhere.</summary>
    /// <param name="page">The page.</param>
    /// <param name="name">The name, without an ending.</param>
    public async Task CompareAsync(IPage page, string name)
    {
        seen.Add(name);
        await page.EvaluateAsync(SameSecrets);
        await page.EvaluateAsync(AllInView);
        var taken = await page.ScreenshotAsync(new() { FullPage = true, Animations = ScreenshotAnimations.Disabled });
        using var whole = Image.NewFromBuffer(taken);
        using var shown = whole.ExtractBand(0, n: 3); // A page lets nothing shine through.
        using var picture = shown.Crop(0, 0, whole.Width, Math.Min(whole.Height, LargestHeight)).CopyMemory();
        var path = Path.Combine(folder, name + ".webp");
        if (IsRegenerating)
        {
            picture.Webpsave(path, q: 45);
        }
        else if (!File.Exists(path))
        {
            Differs(name, picture, "has no picture to be held against");
        }
        else if (DifferenceFrom(path, picture) is { } difference)
        {
            Differs(name, picture, difference);
        }
    }

    /// <summary>That every page looked as its picture does, and that no picture was left out.</summary>
    public void AssertSame()
    {
        var all = Directory.EnumerateFiles(folder, "*.webp").Select(path => Path.GetFileNameWithoutExtension(path));
        var unseen = all.Except(seen, StringComparer.Ordinal).ToList();
        if (IsRegenerating)
        {
            unseen.ForEach(name => File.Delete(Path.Combine(folder, name + ".webp")));
        }
        else
        {
            differences.AddRange(unseen.Select(name => $"{name}: no page was held against it"));
        }

        Assert.True(
            differences.Count == 0,
            $"{string.Join('\n', differences)}\nLook at them; if that is how they should look, GONOGO_REGENERATE=1 keeps them.");
    }

    private static string? DifferenceFrom(string path, Image picture)
    {
        using var reference = Image.NewFromFile(path).CopyMemory();
        if (reference.Width != picture.Width || Math.Abs(reference.Height - picture.Height) > HeightTolerance)
        {
            return $"{picture.Width} by {picture.Height} pixels, it was {reference.Width} by {reference.Height}";
        }

        var height = Math.Min(reference.Height, picture.Height);
        using var before = Reduced(reference, height);
        using var now = Reduced(picture, height);
        using var differs = ((now - before).Abs() > PointTolerance).BandOr();
        var points = differs.Avg() / 255 * differs.Width * differs.Height;
        if (points <= PointsTolerated)
        {
            return null;
        }

        return $"{points:F0} points differ, the first {FirstRow(differs) * Reduction} pixels from its top";
    }

    private static Image Reduced(Image picture, int height) =>
        picture.Crop(0, 0, picture.Width, height).Shrink(Reduction, Reduction).Cast(Enums.BandFormat.Float);

    private static int FirstRow(Image differs)
    {
        // How far down the first point of each column is.
        return differs.Profile() is [Image columns, ..] ? (int)columns.Min() : 0;
    }

    private void Differs(string name, Image picture, string how)
    {
        var left = Directory.CreateDirectory(Path.Combine(Root, "artifacts", "pictures", Path.GetFileName(folder))).FullName;
        var path = Path.Combine(left, name + ".png");
        picture.Pngsave(path);
        differences.Add($"{name}: {how}; now {path}");
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "GoNoGo.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        return folder.FullName;
    }
}
