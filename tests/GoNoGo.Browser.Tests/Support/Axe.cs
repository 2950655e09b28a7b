using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace GoNoGo.Browser.Tests.Support;

/// <summary>The checks of axe-core: its rules of WCAG 2.2 AA, also the one that is off by itself, and its best practices.</summary>
internal static class Axe
{
    private const string Run = """
        async () => (await axe.run({ rules: { "target-size": { enabled: true } } })).violations.flatMap(rule =>
          rule.nodes.map(node => `${rule.id} ${node.target.join(' ')}: ${node.failureSummary}`))
        """;

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>What is wrong with the page that is open, a sentence each.</summary>
    public static async Task<string[]> FindingsAsync(IPage page)
    {
        await page.EvaluateAsync(Script);
        return await page.EvaluateAsync<string[]>(Run);
    }
}
