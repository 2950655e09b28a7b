using System.Globalization;
using GoNoGo.Blog.Site;
using GoNoGo.Platform.Languages;
using GoNoGo.Web.Languages;

namespace GoNoGo.Web.Pages;

/// <summary>What every page is drawn with.</summary>
/// <param name="Site">The blog's own settings.</param>
/// <param name="BaseUrl">The public address of its start page.</param>
/// <param name="Theme">Where the style sheets and the icon are.</param>
/// <param name="Now">The moment that counts.</param>
public sealed record PageContext(SiteSettings Site, Uri BaseUrl, ThemeAddresses Theme, DateTimeOffset Now)
{
    /// <summary>The language of what the page shows where it is not the blog's, a BCP 47 tag.</summary>
    public string? OwnLanguage { get; init; }

    /// <summary>Whether an author looks at what is not committed yet, on their own machine.</summary>
    public bool IsPreview { get; init; }

    /// <summary>The language of what the page shows, a BCP 47 tag.</summary>
    public string ContentLanguage => OwnLanguage ?? Site.Language;

    /// <summary>The language of the page's words and dates, a BCP 47 tag: its own or the blog's if there are words in it.</summary>
    public string Language =>
        Site.Languages.Find(OwnLanguage) is not null ? OwnLanguage! // What was found was asked for.
        : Site.Languages.Find(Site.Language) is not null ? Site.Language
        : LanguageSet.Fallback;

    /// <summary>The words of the page: in its own language, else in the blog's, else in English.</summary>
    internal PageWords Words => PageWords.In(Site.Languages.For(OwnLanguage, Site.Language));

    private CultureInfo Culture => CultureOf(Language);

    /// <summary>An address of this blog in full.</summary>
    /// <param name="address">A path, decoded or not, or a URL.</param>
    /// <returns>An absolute URL with every character escaped that needs it.</returns>
    public string Absolute(string address) => PublicAddress.Below(BaseUrl, address).AbsoluteUri;

    /// <summary>A moment as a date in the blog's zone and manner.</summary>
    /// <param name="moment">Any offset.</param>
    /// <returns>Day, month and year, without the weekday.</returns>
    public string Date(DateTimeOffset moment) => DayIn(Culture, DateOnly.FromDateTime(Local(moment).DateTime));

    /// <summary>A day in the manner of the page's language.</summary>
    /// <param name="day">Any day.</param>
    /// <returns>Day, month and year, without the weekday.</returns>
    public string Date(DateOnly day) => DayIn(Culture, day);

    /// <summary>A moment as day and month, for lists under a year.</summary>
    /// <param name="moment">Any offset.</param>
    /// <returns>Day and month, in English with the month in short.</returns>
    public string DayAndMonth(DateTimeOffset moment) =>
        Local(moment).ToString(IsDayFirst(Culture) ? "d MMM" : Culture.DateTimeFormat.MonthDayPattern, Culture);

    /// <summary>A moment as date and time in the blog's zone.</summary>
    /// <param name="moment">Any offset.</param>
    /// <returns>The date and a time of day of 24 hours.</returns>
    public string DateAndTime(DateTimeOffset moment) => $"{Date(moment)}, {Local(moment).ToString("HH:mm", Culture)}";

    /// <summary>A moment for the <c>datetime</c> attribute.</summary>
    /// <param name="moment">Any offset.</param>
    /// <returns>RFC 3339, to the second.</returns>
    public static string Machine(DateTimeOffset moment) =>
        moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A day for the <c>datetime</c> attribute.</summary>
    /// <param name="day">Any day.</param>
    /// <returns>As ISO 8601 has it.</returns>
    public static string Machine(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>A moment in the blog's zone.</summary>
    /// <param name="moment">Any offset.</param>
    /// <returns>The same moment.</returns>
    public DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Site.TimeZone);

    /// <summary>What a language calls itself.</summary>
    /// <param name="language">A BCP 47 tag.</param>
    /// <returns>Such as <c>Deutsch</c>; the tag where it is unknown.</returns>
    public static string LanguageName(string language) =>
        CultureOf(language) is { Name.Length: > 0 } culture ? culture.TextInfo.ToTitleCase(culture.NativeName) : language;

    /// <summary>For the attribute <c>lang</c> of what an author wrote; null where it is in the language of the page's words.</summary>
    /// <param name="own">Its own language; null for the blog's.</param>
    internal string? LanguageOf(string? own) => IsOther(own) ? own ?? Site.Language : null;

    /// <summary>For the attribute <c>dir</c> of what an author wrote; null where it runs as the page does.</summary>
    /// <param name="own">Its own language; null for the blog's.</param>
    internal string? DirectionOf(string? own) =>
        Direction(own ?? Site.Language) is var direction && direction != Direction(ContentLanguage) ? direction : null;

    /// <summary>For the attribute <c>lang</c> of the page's words within what an author wrote; null where that is in it too.</summary>
    /// <param name="own">What it is written in; null for the blog's language.</param>
    internal string? LanguageWithin(string? own) => IsOther(own) ? Language : null;

    internal static string Direction(string language) => CultureOf(language).TextInfo.IsRightToLeft ? "rtl" : "ltr";

    /// <summary>A day in the manner of a language: CLDR's long form without the weekday.</summary>
    internal static string DayIn(CultureInfo culture, DateOnly day) => day.ToString(
        IsDayFirst(culture)
            ? "d MMMM yyyy"
            : culture.DateTimeFormat.LongDatePattern.Replace("dddd", "", StringComparison.Ordinal).Trim(' ', ',', '،', '.'),
        culture);

    // English dates are written day first, which no reader takes for another day; the others follow their own manner.
    private static bool IsDayFirst(CultureInfo culture) => culture.TwoLetterISOLanguageName is "en" or "iv";

    private bool IsOther(string? own) => !string.Equals(own ?? Site.Language, Language, StringComparison.OrdinalIgnoreCase);

    private static CultureInfo CultureOf(string language) => Platform.Languages.Language.CultureOf(language);
}

/// <summary>The addresses of what the theme consists of; each holds a hash of its bytes.</summary>
/// <param name="Stylesheet">The theme's style sheet.</param>
/// <param name="SiteColors">The style sheet made from the blog's colours; null where it has none.</param>
/// <param name="Icon">The icon of the tab.</param>
public sealed record ThemeAddresses(string Stylesheet, string? SiteColors, string Icon);
