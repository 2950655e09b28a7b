namespace GoNoGo.Browser.Tests.Support;

/// <summary>A blog with one of everything that a page can hold, and with words that are too long for any phone.</summary>
public sealed class GalleryBlog : BlogFixture
{
    private const string LongWord = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";

    private const string Everything = $"""
        Words, *slanted* and **strong**, a [link](https://example.org/), `code{LongWord}` and {LongWord}.

        ![A wide picture](wide.svg)

        ## Code

        ```csharp
        // A line that is far too long for a phone, and longer than the measure of the text on a wide screen too: it scrolls in its box.
        var text = Read("a string", 42, typeof(List<string>)) ?? throw new InvalidOperationException(nameof(Everything));
        ```

        ## A wide table

        | One | Two | Three | Four | Five | Six | Seven | Eight |
        |-----|-----|-------|------|------|-----|-------|-------|
        | {LongWord} | second cell | third cell | fourth cell | fifth cell | sixth cell | seventh cell | eighth cell |

        ## {LongWord}

        > A quotation[^note] with {LongWord}.

        > [!WARNING]
        > A warning about <https://example.org/a/very/long/address/without/any/space/that/a/browser/could/break/at/all/anywhere>.

        - [ ] to do
        - [x] done

        [^note]: A note.
        """;

    private const string WideImage =
        """<svg xmlns="http://www.w3.org/2000/svg" width="3000" height="400" role="img"><rect width="3000" height="400"/></svg>""";

    /// <summary>A page of each kind.</summary>
    public static IReadOnlyList<string> Paths { get; } =
    [
        "/", "/page/2/", "/posts/everything/", "/posts/arabic/", "/posts/short-1/",
        "/tags/", "/tags/green/", "/archive/", "/authors/ada-example/", "/search",
        "/search?q=words", "/search?q=" + LongWord, "/about/", "/privacy", "/privacy-policy", "/nowhere",
    ];

    protected override void WriteContent(ContentRepositoryBuilder content)
    {
        content
            .Write("site.yaml", "title: Gallery\ndescription: One of everything.\nauthor: Ada Example\nposts_per_page: 3\n")
            .Write("content/posts/wide.svg", WideImage)
            .Write("content/pages/about.md", "---\ntitle: About\n---\nWho writes here.\n")
            .WritePost(
                "everything", LongWord, Everything, "2026-02-01",
                $"tags: [green, {LongWord}]\nimage: wide.svg\nimageAlt: A wide picture\n")
            .WritePost("arabic", "كيف نكتب للقارئ أولاً", "## قائمة\n\n- الأول\n- `code`\n\n> اقتباس", "2026-02-02", "lang: ar\n");
        for (var number = 1; number <= 3; number++)
        {
            content.WritePost($"short-{number}", $"Short {number}", "A few words.", $"2026-01-0{number}", "tags: [green]\n");
        }
    }
}
