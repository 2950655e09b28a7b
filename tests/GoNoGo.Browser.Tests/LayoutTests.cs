using GoNoGo.Browser.Tests.Support;
using Microsoft.Playwright;

namespace GoNoGo.Browser.Tests;

/// <summary>Every kind of page, on the smallest phone, on paper and for those who need it to be well made.</summary>
public sealed class LayoutTests(BrowserFixture browser, GalleryBlog blog) : IClassFixture<BrowserFixture>, IClassFixture<GalleryBlog>
{
    /// <summary>Also what is left of a window of 1280 pixels at a zoom of 400 % (WCAG 2.2, 1.4.10).</summary>
    private const int SmallestPhone = 320;
    private const int Phone = 390;
    private const int Desktop = 1280;
    private const int Paper = 720;
    private const string Turn = "direction => { document.documentElement.dir = direction; }";

    // Names what sticks out, so that a failure says where to look.
    private const string Overflow = """
        () => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
          .filter(element => element.getBoundingClientRect().right > innerWidth + 1 || element.getBoundingClientRect().left < -1)
          .map(element => `${element.tagName}.${element.className}`)
        """;

    // What is wrong about where the button is, of the first code on the page once that is scrolled to its end.
    private const string WrongOfCopyButton = """
        () => {
          const button = document.querySelector('.copy'), box = button.parentElement, pre = box.querySelector('pre');
          pre.scrollLeft = pre.scrollWidth;
          const [at, frame, code] = [button, pre, pre.querySelector('code')].map(element => element.getBoundingClientRect());
          const height = box.offsetHeight;
          box.replaceWith(pre);
          return Object.entries({
            'it covers code': at.bottom > code.top,
            'it is not where the first line ends': frame.right - at.right > 20 || at.left < frame.left,
            'it moves what is below': pre.offsetHeight !== height,
          }).filter(([, isWrong]) => isWrong).map(([what]) => what);
        }
        """;

    // Of these the night and the other direction are kept too: between them they have nearly all that the theme has.
    private static readonly string[] Turned = ["start", "post", "thread"];

    [BrowserFact]
    public async Task No_page_scrolls_sideways_on_the_smallest_phone_in_either_direction_or_on_paper()
    {
        var page = await browser.NewPageAsync(width: SmallestPhone);
        await EachPageAsync(page, async name =>
        {
            AssertNone(name, await page.EvaluateAsync<string[]>(Overflow));
            await page.EvaluateAsync(Turn, "rtl");
            AssertNone($"{name} from right to left", await page.EvaluateAsync<string[]>(Overflow));
        });

        var paper = await browser.NewPageAsync(width: Paper);
        await paper.EmulateMediaAsync(new() { Media = Media.Print });
        await EachPageAsync(paper, async name => AssertNone(name, await paper.EvaluateAsync<string[]>(Overflow)));
    }

    // Between the two tests each colour scheme, width and direction meets each of the others on every page.
    [BrowserFact]
    public Task Axe_finds_nothing_by_day_nor_at_400_percent_from_right_to_left() =>
        AxeFindsNothingAsync(ColorScheme.Light, (Desktop, null), (SmallestPhone, "rtl"));

    [BrowserFact]
    public Task Axe_finds_nothing_by_night_at_400_percent_nor_from_right_to_left() =>
        AxeFindsNothingAsync(ColorScheme.Dark, (SmallestPhone, null), (Desktop, "rtl"));

    [BrowserFact]
    public async Task The_button_that_copies_covers_no_code_and_moves_nothing_in_either_direction()
    {
        foreach (var (width, direction) in ((int, string)[])[(Phone, "ltr"), (Phone, "rtl"), (Desktop, "rtl")])
        {
            var page = await browser.NewPageAsync(javaScript: true, width: width);
            await page.OpenAsync(blog, "/posts/everything/");
            await page.EvaluateAsync(Turn, direction);

            AssertNone($"{width} pixels, {direction}", await page.EvaluateAsync<string[]>(WrongOfCopyButton));
        }
    }

    [BrowserFact]
    public async Task Every_page_looks_as_it_did_when_somebody_looked_at_it()
    {
        var pictures = new ReferencePictures();
        foreach (var (form, width) in ((string, int)[])[("phone", Phone), ("desktop", Desktop)])
        {
            var page = await browser.NewPageAsync(width: width);
            await page.OpenAsync(blog, "/");
            var whyNot = await ReferencePictures.WhyNotAsync(page);
            Assert.SkipWhen(whyNot is not null, whyNot ?? "");
            await EachPageAsync(page, async name =>
            {
                await pictures.CompareAsync(page, $"{name}-{form}");
                if (Turned.Contains(name, StringComparer.Ordinal))
                {
                    await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
                    await pictures.CompareAsync(page, $"{name}-{form}-dark");
                    await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
                    await page.EvaluateAsync(Turn, "rtl");
                    await pictures.CompareAsync(page, $"{name}-{form}-rtl");
                }
            });
            await CompareCommentingAsync(page, pictures, form);
        }

        pictures.AssertSame();
    }

    private async Task CompareCommentingAsync(IPage page, ReferencePictures pictures, string form)
    {
        await page.OpenAsync(blog, "/posts/short-2/");
        await page.WriteCommentAsync("Some *words* and `code`.", "Grace");
        await page.PressAsync("preview");
        await pictures.CompareAsync(page, $"comment-refused-{form}");
        await page.CheckAsync("[name=gdpr_consent]");
        await page.PressAsync("preview");
        await pictures.CompareAsync(page, $"comment-preview-{form}");
        await page.PressAsync("send");
        await pictures.CompareAsync(page, $"comment-own-{form}");
    }

    private async Task AxeFindsNothingAsync(ColorScheme scheme, params (int Width, string? Direction)[] views)
    {
        // Axe itself needs a script, and so comments are taken in place.
        var page = await browser.NewPageAsync(javaScript: true, colorScheme: scheme, bypassPolicy: true);
        await EachPageAsync(page, async name =>
        {
            foreach (var (width, direction) in views)
            {
                await page.SetViewportSizeAsync(width, 800);
                if (direction is not null)
                {
                    await page.EvaluateAsync(Turn, direction);
                }

                AssertNone($"{name}, {width} pixels, {direction}", await Axe.FindingsAsync(page));
            }
        });

        await page.OpenAsync(blog, "/posts/short-2/");
        await page.PressAsync("preview");
        await page.WaitForSelectorAsync(".problems");
        AssertNone("a refused comment", await Axe.FindingsAsync(page));
        await page.SendInPlaceAsync("Some *words* and `code`.\n\n> quoted", "Grace");
        AssertNone("a comment that was sent in place", await Axe.FindingsAsync(page));
        var own = new Uri(await page.InnerTextAsync(".own-link"));
        await page.OpenAsync(blog, own.AbsolutePath); // It names the blog as readers know it, which is not where the test reaches it.
        AssertNone("a comment's own page", await Axe.FindingsAsync(page));
        await page.PressAsync("erase");
        AssertNone("the last question before erasing", await Axe.FindingsAsync(page));
    }

    private async Task EachPageAsync(IPage page, Func<string, Task> check)
    {
        foreach (var (name, path) in GalleryBlog.Pages)
        {
            await page.OpenAsync(blog, blog.PathOf(path));
            await check(name);
        }
    }

    private static void AssertNone(string place, string[] findings) =>
        Assert.True(findings.Length == 0, $"{place}:\n{string.Join('\n', findings)}");
}
