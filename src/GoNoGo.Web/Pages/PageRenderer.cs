using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
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
            var view = ParameterView.FromDictionary(new Dictionary<string, object?>(parameters));
            var root = await renderer.RenderComponentAsync<TComponent>(view);
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

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
