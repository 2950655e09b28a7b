using GoNoGo.Platform.Languages;
using Microsoft.AspNetCore.Components;

namespace GoNoGo.Web.Languages;

/// <summary>The words of public pages: frame, lists, search and errors; and those of their parts.</summary>
/// <param name="language">The language.</param>
public sealed class PageWords(Language language) : MarkupWords(language, "pages")
{
    internal ThreadWords Comments { get; } = language.Part(found => new ThreadWords(found));

    internal AccountWords Account { get; } = language.Part(found => new AccountWords(found));

    internal PrivacyWords Privacy { get; } = language.Part(found => new PrivacyWords(found));

    internal MailPageWords Mails { get; } = language.Part(found => new MailPageWords(found));

    internal ErrorWords Errors { get; } = language.Part(found => new ErrorWords(found));

    internal string AllTags => Text();
    internal string Archive => Text();
    internal string Search => Text();
    internal string SearchButton => Text();
    internal string SearchPosts => Text();
    internal string NotFound => Text();
    internal string NotFoundText => Text();
    internal string Failed => Text();
    internal string FailedText => Text();
    internal string NotReady => Text();
    internal string NotReadyYet => Text();
    internal string NotTaken => Text();
    internal string MyData => Text();
    internal string PrivacyPolicy => Text();
    internal string SignIn => Text();
    internal string StartPage => Text();
    internal string ToStartPage => Text();
    internal RenderFragment ReferenceFor(RenderFragment code) => Markup(("code", code));
    internal string SkipToContent => Text();
    internal string MainNavigation => Text();
    internal string MoreOfBlog => Text();
    internal string Author => Text();
    internal string NothingPublished => Text();
    internal string NoPosts => Text();
    internal string NoTags => Text();
    internal string Posts(int count) => Text(("count", count));
    internal string Hits(int count) => Text(("count", count));
    internal string Minutes(int count) => Text(("count", count));
    internal RenderFragment FewerWords(RenderFragment archive) => Markup(("archive", archive));
    internal string ResultsFor(string query) => Text(("query", query));
    internal string Tagged(string tag) => Text(("tag", tag));
    internal string WrittenBy(string author) => Text(("author", author));
    internal string RssOfTag => Text();
    internal string PageOf(string title, int page) => Text(("title", title), ("page", page));
    internal string PageNumber(int number) => Text(("number", number));
    internal string PageOfPages(int number, int count) => Text(("number", number), ("count", count));
    internal string Pages => Text();
    internal string NewerPosts => Text();
    internal string OlderPosts => Text();
    internal string Newer => Text();
    internal string Older => Text();
    internal string OnThisPage => Text();
    internal RenderFragment Updated(RenderFragment day) => Markup(("day", day));
    internal string InOtherLanguages => Text();
    internal string OtherPosts => Text();
    internal string Previous => Text();
    internal string Next => Text();
    internal string FailedPlainly => Text();
    internal string Table => Text();

    internal string CopyCode => Text();
    internal string CodeCopied => Text();
    internal string Related => Text();
    internal string Series(string name) => Text(("name", name));
    internal RenderFragment PartOf(int part, int count, RenderFragment name) => Markup(("part", part), ("count", count), ("name", name));
    internal string Changes(int count) => Text(("count", count));
    internal string DraftUntil(string moment) => Text(("moment", moment));

    /// <summary>The words of a language, made once.</summary>
    internal static PageWords In(Language language) => language.Part(found => new PageWords(found));
}
