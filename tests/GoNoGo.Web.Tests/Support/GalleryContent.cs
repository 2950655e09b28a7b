namespace GoNoGo.Testing;

/// <summary>One of everything that a post can hold, with words that are too long for any phone.</summary>
public static class GalleryContent
{
    /// <summary>A word without a place at which a browser may break it.</summary>
    public const string LongWord = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";

    private const string Everything = $"""
        Words, *slanted* and **strong**, a [link](https://example.org/), `code{LongWord}` and {LongWord}.

        ![A wide picture](wide.svg)

        ![The sun over a lake](lake.png)

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

    private const string Arabic = """
        ## قائمة

        - الأول
        - `code`

        > اقتباس

        ```python
        for reader in readers: print(reader.name, "reads from right to left, and code from left to right as everywhere")
        ```
        """;

    private const string WideImage =
        """<svg xmlns="http://www.w3.org/2000/svg" width="3000" height="400" role="img"><rect width="3000" height="400"/></svg>""";

    private const string Lake =
        "iVBORw0KGgoAAAANSUhEUgAAAPAAAAB4AgMAAACx2Je0AAAADFBMVEW/2eYXYWovf4bwuGAXe9kfAAAAk0lEQVR42u2W0QmAMAwFCx2gIzmFSzqFI3WAQpRS" +
        "+yvmgRG8+z9a0tckKQEAwA1mtnvdcspNONh9dO5y9clLl024tfPeecj1dbkMuQn18lVMki/XVW5FzlOuyMjI8V8ysA1J3TOu6UuzSpuS0nyWNgNtJ5G2IQAf" +
        "q4AmbwLIT+W4d/6jTDzJNtkmnmSbbCOT7Q/IB+6+/aUDVYKZAAAAAElFTkSuQmCC";

    /// <summary>Writes a post that holds everything, with its pictures, and one from right to left.</summary>
    public static ContentRepositoryBuilder WriteGallery(this ContentRepositoryBuilder content) => content
        .Write("content/posts/wide.svg", WideImage)
        .Write("content/posts/lake.png", Convert.FromBase64String(Lake))
        .WritePost(
            "everything", LongWord, Everything, "2026-02-01", $"tags: [green, {LongWord}]\nimage: wide.svg\nimageAlt: A wide picture\n")
        .WritePost("arabic", "كيف نكتب للقارئ أولاً", Arabic, "2026-02-02", "lang: ar\n");
}
