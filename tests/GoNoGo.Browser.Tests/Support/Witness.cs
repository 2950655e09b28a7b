using Microsoft.Playwright;

namespace GoNoGo.Browser.Tests.Support;

/// <summary>Sees whatever a page does that a harmless one does not.</summary>
internal sealed class Witness
{
    // Runs before the page's own markup: calls of the usual proofs and refusals of the policy are kept, nothing is prevented.
    private const string Record = """
        window.__seen = [];
        for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'])
          window[name] = (...words) => { window.__seen.push(`${name}(${words})`); };
        addEventListener('securitypolicyviolation', event => window.__seen.push(`policy: ${event.violatedDirective} ${event.blockedURI}`));
        """;

    // The mouse passes over everything and everything gets the focus: handlers that wait for either would run.
    private const string Provoke = """
        () => {
          const all = document.querySelectorAll('main *');
          for (const element of all) {
            for (const kind of ['mouseenter', 'mouseover', 'mousemove', 'focus', 'focusin', 'animationstart', 'toggle', 'error', 'load'])
              element.dispatchEvent(new Event(kind, { bubbles: false }));
          }
          return all.length;
        }
        """;

    private const string Globals = "() => Object.getOwnPropertyNames(window).sort()";

    // What a comment's markup may not hold: addresses that run, handlers, and names that shadow the page's own.
    private const string Suspicious = """
        () => [...document.querySelectorAll('.comment *')]
          .filter(element => [...element.attributes].some(attribute =>
            attribute.name.startsWith('on') || attribute.name === 'style' || attribute.name === 'srcdoc'
            || (['href', 'src', 'action', 'xlink:href'].includes(attribute.name)
              && !['http:', 'https:', 'mailto:'].includes(URL.parse(attribute.value, location)?.protocol)))
            || element.matches('script, style, iframe, object, embed, form, input, svg, math, img, video, base, link, meta')
            || element.closest('.comment-body') !== null && (element.id !== '' || element.hasAttribute('name')))
          .map(element => element.outerHTML)
        """;

    private readonly IPage page;
    private readonly List<string> seen = [];

    private Witness(IPage page) => this.page = page;

    /// <summary>Begins to watch a page that is still empty.</summary>
    public static async Task<Witness> WatchAsync(IPage page, Uri origin)
    {
        var witness = new Witness(page);
        await page.AddInitScriptAsync(Record);
        page.Dialog += (_, dialog) =>
        {
            witness.seen.Add($"dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        page.PageError += (_, error) => witness.seen.Add($"error: {error}");
        page.Popup += (_, popup) => witness.seen.Add($"popup: {popup.Url}");
        page.Console += (_, message) =>
        {
            // A refused form answers 422, which the console mentions; requests are witnessed by themselves.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                witness.seen.Add($"console: {message.Text}");
            }
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(origin.AbsoluteUri, StringComparison.Ordinal))
            {
                witness.seen.Add($"request: {request.Url}");
            }
        };
        return witness;
    }

    /// <summary>The names that the page's window has.</summary>
    public Task<string[]> GlobalsAsync() => page.EvaluateAsync<string[]>(Globals);

    /// <summary>Provokes the page that is open and asserts that nothing came of it.</summary>
    /// <param name="globals">What a harmless page of this blog has.</param>
    public async Task NothingHappensAsync(IReadOnlyList<string> globals)
    {
        Assert.NotEqual(0, await page.EvaluateAsync<int>(Provoke));
        Assert.Empty(await page.EvaluateAsync<string[]>(Suspicious));
        Assert.Empty(await page.EvaluateAsync<string[]>("() => window.__seen"));
        Assert.Equal(globals, await GlobalsAsync());
        Assert.Empty(seen);
    }
}
