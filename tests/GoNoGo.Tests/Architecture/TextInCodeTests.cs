using System.Text.RegularExpressions;

namespace GoNoGo.Tests.Architecture;

/// <summary>No text that people read stands in code: it stands in the files of languages.</summary>
public sealed partial class TextInCodeTests
{
    // What programs are told stays English: problem details, exceptions, the log, the attributes of the description of the API.
    private static readonly string[] ForPrograms = ["Exception(", "LoggerMessage", "CreateCounter", "WithSummary", "WithDescription"];

    private static readonly string[] Read = ["src/GoNoGo.Web/Pages/", "src/GoNoGo.Web/Feeds/", "src/GoNoGo.Integrations/Email/Writing/"];

    private static readonly string[] RefusalsOfForms = ["src/GoNoGo.Web/Pages/PostedForm.cs"]; // Programs get them in English as they are.

    [Fact]
    public void No_component_holds_words_of_its_own() =>
        Breaches.MustBeNone(SourceTree.Files("src", "*.razor").SelectMany(RazorText.Words));

    [Fact]
    public void No_code_of_pages_feeds_and_mails_holds_a_sentence() => Breaches.MustBeNone(
        from file in SourceTree.Code
        where Read.Any(folder => file.Path.StartsWith(folder, StringComparison.Ordinal)) && !RefusalsOfForms.Contains(file.Path)
        from line in file.Lines.Index()
        where !line.Item.TrimStart().StartsWith("//", StringComparison.Ordinal) && !ForPrograms.Any(line.Item.Contains)
        where Sentence().IsMatch(line.Item)
        select file.Breach(line.Index, line.Item.Trim()));

    [Theory]
    [InlineData("<p>Hello</p>")]
    [InlineData("<p>@Words.Hello there</p>")]
    [InlineData("<img src=\"/a.png\" alt=\"A dog\">")]
    [InlineData("<a href=\"/\" aria-label=\"@Name of it\">")]
    [InlineData("<Refusal Message=\"No.\" />")]
    [InlineData("<p>@(IsOpen ? \"It is open.\" : Words.Closed)</p>")]
    [InlineData("@if (x)\n{\n  <b>@x</b>, or not\n}")]
    public void Words_in_a_component_are_found(string razor) =>
        Assert.NotEmpty(RazorText.Words(new SourceFile("src/A.razor", razor.Split('\n'))));

    [Theory]
    [InlineData("<p>@Words.Hello</p>")]
    [InlineData("@* A comment. *@\n<p class=\"lead\" id=\"a\">@(Is(a) ? Words.A : Words.B(1, \"x\")) · <code>git log</code></p>")]
    [InlineData("@foreach (var one in All)\n{\n  <li lang=\"en\">@one.Name.Trim()</li>\n}\n@code {\n  string Text => \"Hello there.\";\n}")]
    public void What_is_no_word_is_none(string razor) => Assert.Empty(RazorText.Words(new SourceFile("src/A.razor", razor.Split('\n'))));

    [GeneratedRegex("\"[A-Z][a-z’']+(,? [A-Za-z“”’']+){2,}[^\"]*\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sentence();
}
