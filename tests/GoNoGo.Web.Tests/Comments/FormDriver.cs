using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using GoNoGo.Web.Tests.Api;

namespace GoNoGo.Web.Tests.Comments;

/// <summary>Fills in forms as a browser without script does: every field of the form goes along, hidden ones too.</summary>
internal static class FormDriver
{
    /// <summary>Types into a form of a page, presses one of its buttons and gets what follows.</summary>
    public static Task<FormAnswer> PressAsync(
        this HttpClient client, IHtmlDocument page, string button, params (string Name, string Value)[] typed)
    {
        var pressed = Assert.IsAssignableFrom<IHtmlButtonElement>(page.QuerySelector($"button[name=step][value={button}]"));
        var form = pressed.Form!; // A button without a form would do nothing.
        var fields = form.Elements.OfType<IHtmlInputElement>()
            .Where(input => input.Type is not "checkbox" || input.IsChecked)
            .ToDictionary(input => input.Name!, input => input.Value, StringComparer.Ordinal);
        foreach (var area in form.Elements.OfType<IHtmlTextAreaElement>())
        {
            fields[area.Name!] = area.Value;
        }

        foreach (var (name, value) in typed)
        {
            Assert.True(form.QuerySelector($"[name={name}]") is not null, $"The form has no field {name}.");
            fields[name] = value;
        }

        fields["step"] = button;
        return client.PostFormAsync(form.GetAttribute("action")!, fields);
    }

    public static async Task<FormAnswer> PostFormAsync(
        this HttpClient client, string path, IEnumerable<KeyValuePair<string, string>> fields, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        var answer = await client.AskAsync(request);
        return new FormAnswer(answer, await new HtmlParser().ParseDocumentAsync(answer.Text, TestContext.Current.CancellationToken));
    }

    /// <summary>Goes where a 303 leads.</summary>
    public static async Task<FormAnswer> FollowAsync(this HttpClient client, FormAnswer answer)
    {
        Assert.Equal(System.Net.HttpStatusCode.SeeOther, answer.Answer.Status);
        return await client.OpenAsync(answer.Answer.Header("Location")!);
    }

    public static async Task<FormAnswer> OpenAsync(this HttpClient client, string path)
    {
        var answer = await client.AskAsync(path);
        return new FormAnswer(answer, await new HtmlParser().ParseDocumentAsync(answer.Text, TestContext.Current.CancellationToken));
    }
}

/// <summary>What came back, and the page in it.</summary>
internal sealed record FormAnswer(ApiAnswer Answer, IHtmlDocument Page)
{
    public string? Alert => Page.QuerySelector("[role=alert] b")?.TextContent.Trim();

    public string? Ticket => Page.QuerySelector("input[name=ticket]")?.GetAttribute("value");

    public string? ValueOf(string field) => Page.QuerySelector($"[name={field}]") switch
    {
        IHtmlInputElement { Type: "checkbox" } box => box.IsChecked ? "true" : "",
        IHtmlInputElement input => input.Value,
        IHtmlTextAreaElement area => area.Value,
        _ => null,
    };

    /// <summary>That nothing keeps this page, finds it or learns its address.</summary>
    public void AssertPrivate()
    {
        Assert.Equal("no-store", Answer.Header("Cache-Control"));
        Assert.Equal("no-referrer", Answer.Header("Referrer-Policy"));
        Assert.Equal("noindex", Page.QuerySelector("meta[name=robots]")?.GetAttribute("content"));
        Answer.AssertSafe();
    }
}
