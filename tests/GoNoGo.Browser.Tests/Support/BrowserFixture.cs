using System.Collections;
using Microsoft.Playwright;

namespace GoNoGo.Browser.Tests.Support;

/// <summary>One Chromium for a class of tests; each test takes a fresh context, as a new reader with an empty profile.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private const string Font = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf";

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--no-first-run",

        // Letters are drawn the same whatever the screen.
        "--font-render-hinting=none", "--disable-lcd-text",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        if (!Chromium.IsInstalled && !Chromium.IsContinuousIntegration)
        {
            return; // Its tests are skipped.
        }

        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Path, Args = Arguments, Env = Variables() });
    }

    /// <summary>A page of a new reader.</summary>
    /// <param name="javaScript">Off unless asked for: everything a reader does works without.</param>
    /// <param name="width">Of the window, in CSS pixels.</param>
    /// <param name="colorScheme">What the reader prefers.</param>
    /// <param name="bypassPolicy">True to take the content security policy away, so that the markup must be harmless by itself.</param>
    public async Task<IPage> NewPageAsync(
        bool javaScript = false, int width = 1280, ColorScheme colorScheme = ColorScheme.Light, bool bypassPolicy = false)
    {
        var context = await (browser ?? throw new InvalidOperationException("Chromium has not started.")).NewContextAsync(new()
        {
            JavaScriptEnabled = javaScript,
            ViewportSize = new() { Width = width, Height = 800 },
            ColorScheme = colorScheme,
            BypassCSP = bypassPolicy,
            ReducedMotion = ReducedMotion.Reduce, // Nothing is looked at while it still glides.
        });
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }

    /// <summary>The fonts that every Debian has and no others, so that pages are as long here as elsewhere; all where none is.</summary>
    private static Dictionary<string, string> Variables()
    {
        var all = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(one => (string)one.Key, one => (string?)one.Value ?? "", StringComparer.Ordinal);
        if (File.Exists(Font))
        {
            all["FONTCONFIG_FILE"] = Path.Combine(AppContext.BaseDirectory, "Support", "fonts.conf");
        }

        return all;
    }
}
