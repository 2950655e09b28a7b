using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using GoNoGo.Blog.Site;
using GoNoGo.Web.Pages;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging.Abstractions;

namespace GoNoGo.Web.Tests.Pages;

internal static class Rendered
{
    private static readonly AsyncLocal<SiteSettings?> Site = new();

    /// <summary>A page of a blog with other settings than those of the sample.</summary>
    public static async Task<IHtmlDocument> InAsync(SiteSettings site, Func<Task<IHtmlDocument>> page)
    {
        Site.Value = site;
        return await page();
    }

    public static async Task<string> HtmlAsync<TComponent>(params (string Name, object? Value)[] parameters)
        where TComponent : IComponent
    {
        await using var renderer = new PageRenderer(NullLoggerFactory.Instance, new PublicAddress(Sample.BaseUrl));
        var all = parameters.ToDictionary(one => one.Name, one => one.Value);
        all.TryAdd("Context", Sample.Context(Site.Value));
        return Encoding.UTF8.GetString(await renderer.RenderAsync<TComponent>(all, TestContext.Current.CancellationToken));
    }

    public static async Task<IHtmlDocument> PageAsync<TComponent>(params (string Name, object? Value)[] parameters)
        where TComponent : IComponent => await new HtmlParser().ParseDocumentAsync(
            await HtmlAsync<TComponent>(parameters), TestContext.Current.CancellationToken);
}
