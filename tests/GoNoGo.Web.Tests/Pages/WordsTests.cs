using System.Reflection;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using GoNoGo.Blog.Posts;
using GoNoGo.Gdpr.Retention;
using GoNoGo.Platform.Languages;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Languages;

namespace GoNoGo.Web.Tests.Pages;

/// <summary>Pages say everything in their language: each text has a member, each member a text, and no page a word of its own.</summary>
public sealed partial class WordsTests
{
    private static readonly string[] Seen = ["aria-label", "title", "alt", "placeholder"];

    private static readonly Dictionary<string, Type> Sections = new()
    {
        ["pages"] = typeof(PageWords),
        ["comments"] = typeof(ThreadWords),
        ["account"] = typeof(AccountWords),
        ["privacy"] = typeof(PrivacyWords),
        ["mail_pages"] = typeof(MailPageWords),
        ["admin"] = typeof(AdminWords),
        ["moderation"] = typeof(ModerationWords),
        ["personal"] = typeof(PersonalWords),
        ["operations"] = typeof(OperationsWords),
    };

    // Said of a value: a reason, a kind of mail, a state. Those that code in Blog says have no member here.
    private static readonly string[] OfValues =
    [
        "reported_", "kind_", "table", "alert_", "footnote", "method_", "role_", "done_", "status_", "reason_", "flag_", "said_", "waits_",
        "figure_", "outcome_", "overdue_", "due_", "purpose_", "state_", "permission_",
    ];

    public static TheoryData<string> SectionNames => [.. Sections.Keys];

    public static TheoryData<string> Pages => PageTests.PageNames;

    [Theory]
    [MemberData(nameof(SectionNames))]
    public void Every_text_has_a_member_with_its_places_and_every_member_a_text(string section)
    {
        var texts = LanguageSet.BuiltIn.English.Section(section);
        var members = MembersOf(Sections[section]);

        Assert.Equal(
            texts.Where(text => members.ContainsKey(text.Key) || !OfValues.Any(text.Key.StartsWith))
                .Select(text => $"{text.Key} {string.Join(' ', text.Value.Places.Order())}".Trim()).Order(),
            members.Select(member => $"{member.Key} {string.Join(' ', member.Value.Order())}".Trim()).Order());
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_has_no_word_that_is_not_of_the_language_or_the_content(string name)
    {
        var page = await PageTests.InAsync(name, Sample.Site with { Languages = Bracketed });

        var words = page.Body!.Descendants<IText>()
            .Where(text => text.ParentElement is not IHtmlScriptElement && text.ParentElement?.Closest(".prose, pre, dt, dd") is null)
            .Select(text => text.Text)
            .Concat(page.All.SelectMany(element => Seen.Select(heard => element.GetAttribute(heard))).OfType<string>())
            .Append(page.Title!);
        Assert.All(words, text => Assert.DoesNotMatch(@"\p{L}{2,}", Content().Replace(OfLanguage().Replace(text, ""), "")));
    }

    [Theory]
    [InlineData("fr", "fr", "ltr", "Aller au contenu")]
    [InlineData("de-AT", "de-AT", "ltr", "Zum Inhalt springen")]
    [InlineData("es", "es", "ltr", "Saltar al contenido")]
    [InlineData("ar", "en", "rtl", "Skip to the content")]
    public async Task A_page_is_in_the_language_of_the_blog_as_far_as_there_are_words_in_it(
        string language, string lang, string direction, string skip)
    {
        var page = await PageTests.InAsync("home", Sample.Site with { Language = language });

        Assert.Equal((lang, direction), (page.DocumentElement.GetAttribute("lang"), page.DocumentElement.GetAttribute("dir")));
        Assert.Equal(skip, page.QuerySelector(".skip-link")!.TextContent);
    }

    [Theory]
    [InlineData("en", "ar")]
    [InlineData("ar", null)]
    public async Task Words_of_the_program_and_of_authors_each_say_their_language(string blog, string? own)
    {
        var title = blog == "ar" ? "مدونة" : "Margin notes";
        var site = Sample.Site with { Title = title, Description = title, Language = blog, Languages = Bracketed };
        var posts = Enumerable.Range(1, 3).Select(day => Sample.Post($"p{day}", day, post => post with
        {
            Title = "عنوان",
            Excerpt = "موجز",
            Html = "<h2 id=\"start\">متن</h2><pre><code>x</code></pre>",
            PlainText = "متن text",
            Headings = [new Heading(2, "start", "متن"), new Heading(2, "b", "متن"), new Heading(2, "c", "متن")],
            Language = own,
            Series = "سلسلة",
            UpdatedAt = post.PublishedAt.AddHours(30),
        })).ToList();
        var about = Sample.Page("about") with { Title = "عنوان", Html = "<p>متن</p>", Language = own };
        await using var host = await PageHost.StartAsync(Sample.Snapshot(posts, site, null, about));

        string[] paths = ["/", "/page/2/", "/posts/p2/", "/archive/", "/tags/garden/", "/search?q=text", "/about/", "/privacy"];
        foreach (var path in paths)
        {
            var page = await new HtmlParser().ParseDocumentAsync((await host.GetAsync(path)).Body, TestContext.Current.CancellationToken);
            var texts = page.Body!.Descendants<IText>().Where(text => text.ParentElement is not IHtmlScriptElement).ToList();

            Assert.All(texts.Where(text => Arabic().IsMatch(text.Text)), text => Assert.Equal((path, "ar"), (path, Said(text))));
            Assert.All(texts.Where(text => text.Text.Contains('⟦')), text => Assert.Equal((path, "en"), (path, Said(text))));
            Assert.All(
                page.QuerySelectorAll("[lang=ar]:not(bdi)"),
                part => Assert.Equal((path, "rtl"), (path, part.Closest("[dir]")?.GetAttribute("dir"))));
        }

        static string? Said(IText text) => text.ParentElement!.Closest("[lang]")!.GetAttribute("lang");
    }

    [Theory]
    [InlineData("en", "1 March 2026", "1 Mar")]
    [InlineData("fr", "1 mars 2026", "1 mars")]
    [InlineData("de", "1. März 2026", "1. März")]
    [InlineData("es", "1 de marzo de 2026", "1 de marzo")]
    public void A_date_is_written_as_the_language_writes_it(string language, string date, string day)
    {
        var context = Sample.Context(Sample.Site with { Language = language });
        var moment = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

        Assert.Equal((date, day), (context.Date(moment), context.DayAndMonth(moment)));
    }

    [Fact]
    public void A_refusal_is_said_in_the_language_and_in_English_as_programs_get_it()
    {
        var errors = typeof(GoNoGo.Comments.CommentsClosed).Assembly.GetTypes()
            .Concat(typeof(UnderLegalHold).Assembly.GetTypes())
            .Concat(typeof(ErrorWords).Assembly.GetTypes())
            .Where(type => type.IsAssignableTo(typeof(Error)) && !type.IsAbstract && !type.IsGenericType)
            .Select(type => Made(type))
            .OfType<Error>()
            .Where(error => LanguageSet.BuiltIn.English.Section("errors").ContainsKey(error.Code))
            .ToList();

        Assert.True(errors.Count > 20, $"{errors.Count}");
        Assert.All(errors, error => Assert.Equal(error.Message, new ErrorWords(LanguageSet.BuiltIn.English).Of(error)));
        Assert.All(errors, error => Assert.NotEqual(error.Message, new ErrorWords(LanguageSet.BuiltIn.For("fr")).Of(error)));
    }

    private static LanguageSet Bracketed { get; } = LanguageSet.BuiltIn.Under(new Dictionary<string, LanguageTexts>
    {
        ["en"] = new(LanguageSet.BuiltIn.English.Sections.ToDictionary(
            section => section,
            IReadOnlyDictionary<string, string> (section) => LanguageSet.BuiltIn.English.Section(section)
                .ToDictionary(text => text.Key, text => $"⟦{text.Value.Pattern}⟧"))),
    });

    private static Error? Made(Type type)
    {
        var constructor = type.GetConstructors().MinBy(one => one.GetParameters().Length)!;
        var values = constructor.GetParameters().Select(ValueFor).ToArray();
        return values.Contains(null) ? null : (Error)constructor.Invoke(values);
    }

    private static object? ValueFor(ParameterInfo parameter) => parameter.ParameterType switch
    {
        var type when type == typeof(string) => "2028-02-29",
        var type when type == typeof(DateTimeOffset) => Sample.Now,
        _ => null,
    };

    private static Dictionary<string, List<string>> MembersOf(Type type)
    {
        const BindingFlags Own = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var properties = type.GetProperties(Own).Where(property => property.PropertyType == typeof(string))
            .ToDictionary(property => Words.KeyOf(property.Name), _ => new List<string>());
        foreach (var method in type.GetMethods(Own).Where(method => method.IsAssembly && !method.IsSpecialName))
        {
            if (LanguageSet.BuiltIn.English.Section(Sections.Single(pair => pair.Value == type).Key).ContainsKey(Words.KeyOf(method.Name)))
            {
                properties[Words.KeyOf(method.Name)] = [.. method.GetParameters().Select(parameter => parameter.Name!)];
            }
        }

        return properties;
    }

    [GeneratedRegex(@"\p{IsArabic}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Arabic();

    // What is between the brackets, also where something stands in one of its places.
    [GeneratedRegex(@"⟦[^⟦⟧]*(⟦[^⟦⟧]*⟧[^⟦⟧]*)*⟧|⟦[^⟧]*$|^[^⟦]*⟧", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OfLanguage();

    // What the samples of the tests say themselves, and dates.
    [GeneratedRegex(
        @"Margin notes|On small tools, slow reading and the quiet parts of the web\.|Ada Example|\b[Tt]he (post|page) \w+"
        + @"|What \w+ is about\.|Garden|Ada|Start|Grace|Well said\.|Publish my comment with the name I gave\."
        + @"|Mail me about replies\.|RSS|\d{1,2} [A-Z][a-z]+( \d{4})?|text|some|Atom|JSON|comments|Write something\.|Text"
        + @"|https?:\S+|Privacy",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Content();
}
