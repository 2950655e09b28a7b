using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using GoNoGo.Platform.Languages;
using GoNoGo.Web.Admin.Frame;
using GoNoGo.Web.Languages;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace GoNoGo.Web.Pages;

/// <summary>Makes the bytes of a page from a component. The one place that does.</summary>
internal sealed class PageRenderer(ILoggerFactory loggers, PublicAddress address) : IAsyncDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    // A provider of its own: the framework's default encoder writes everything beyond ASCII as numeric entities.
    private readonly ServiceProvider services = new ServiceCollection()
        .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All))
        .BuildServiceProvider();

    public async Task<byte[]> RenderAsync<TComponent>(IReadOnlyDictionary<string, object?> parameters, CancellationToken cancellationToken)
        where TComponent : IComponent
    {
        cancellationToken.ThrowIfCancellationRequested();
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<CascadingValue<PageWords>>(Worded<TComponent>(parameters));
            if (address.BasePath.Length > 0)
            {
                return Utf8.GetBytes(OutsideHtml.Of(root.ToHtmlString(), address.BasePath));
            }

            var bytes = new MemoryStream();
            await using (var writer = new StreamWriter(bytes, Utf8, leaveOpen: true))
            {
                root.WriteHtmlTo(writer);
            }

            return bytes.ToArray();
        });
    }

    /// <summary>The component below the words of the page's language, which reach every component in it.</summary>
    private static ParameterView Worded<TComponent>(IReadOnlyDictionary<string, object?> parameters)
        where TComponent : IComponent
    {
        var context = parameters.Values.OfType<PageContext>().FirstOrDefault()
            ?? parameters.Values.OfType<AdminFrame>().FirstOrDefault()?.Context;
        var words = context?.Words ?? PageWords.In(LanguageSet.BuiltIn.English);
        RenderFragment page = builder =>
        {
            builder.OpenComponent<TComponent>(0);
            builder.AddMultipleAttributes(1, parameters!); // A parameter may be null.
            builder.CloseComponent();
        };
        return ParameterView.FromDictionary(Below(words, Below(AdminWords.In(words.Language), page)));
    }

    private static RenderFragment Below(AdminWords words, RenderFragment page) => builder =>
    {
        builder.OpenComponent<CascadingValue<AdminWords>>(0);
        builder.AddMultipleAttributes(1, Below<AdminWords>(words, page)!); // None is null.
        builder.CloseComponent();
    };

    private static Dictionary<string, object?> Below<TWords>(TWords words, RenderFragment page) => new()
    {
        [nameof(CascadingValue<TWords>.Value)] = words,
        [nameof(CascadingValue<TWords>.IsFixed)] = true,
        [nameof(CascadingValue<TWords>.ChildContent)] = page,
    };

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
