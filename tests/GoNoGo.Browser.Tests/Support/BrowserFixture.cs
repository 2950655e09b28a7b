using Microsoft.Playwright;

namespace GoNoGo.Browser.Tests.Support;

/// <summary>One Chromium for a class of tests; each test takes a fresh context, as a new reader with an empty profile.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--no-first-run",
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
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Path, Args = Arguments });
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
}
