using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GoNoGo.Integrations.Email.Writing;

/// <summary>Makes both parts of a mail from what it says.</summary>
internal sealed class MailRenderer(ILoggerFactory loggers) : IAsyncDisposable
{
    // A provider of its own: the framework's default encoder writes everything beyond ASCII as numeric entities.
    private readonly ServiceProvider services = new ServiceCollection()
        .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All))
        .BuildServiceProvider();

    public async Task<WrittenMail> RenderAsync(MailContent content, string? leaveToken)
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(MailPage.Content)] = content });
            return (await renderer.RenderComponentAsync<MailPage>(parameters)).ToHtmlString();
        });
        return new WrittenMail(content, PlainText.Of(content), html, leaveToken);
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
