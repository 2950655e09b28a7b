using System.Globalization;
using System.Text.RegularExpressions;

namespace GoNoGo.Blog.Posts.Metadata;

/// <summary>Reads a date in any form that the known generators write.</summary>
internal static partial class DateText
{
    private const int TimeoutMilliseconds = 100;
    private const int MaxLength = 64;

    private static readonly string[] WithMonthNames =
    [
        "MMM d yyyy", "MMMM d yyyy", "MMM d, yyyy", "MMMM d, yyyy", "d MMM yyyy", "d MMMM yyyy",
        "MMM d yyyy HH:mm:ss", "MMM d, yyyy HH:mm", "d MMM yyyy HH:mm:ss", "ddd MMM d yyyy", "ddd, d MMM yyyy",
        "ddd, d MMM yyyy HH:mm:ss",
    ];

    private static readonly string[] WithMonthNamesAndOffset =
        ["ddd, d MMM yyyy HH:mm:ss zzz", "d MMM yyyy HH:mm:ss zzz", "ddd, d MMM yyyy HH:mm:ss 'GMT'"];

    /// <summary>A date without a zone is meant in <paramref name="zone"/>; one without a time at midnight.</summary>
    public static bool TryParse(string text, TimeZoneInfo zone, out DateTimeOffset date)
    {
        date = default;
        text = text.Trim();
        if (text.Length > MaxLength)
        {
            return false;
        }
        else if (IsoLike().Match(text) is { Success: true } match)
        {
            return TryCompose(match, zone, out date);
        }
        else if (DateTime.TryParseExact(text, WithMonthNames, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            date = InZone(local, zone);
            return true;
        }

        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal;
        return DateTimeOffset.TryParseExact(text, WithMonthNamesAndOffset, CultureInfo.InvariantCulture, utc, out date);
    }

    /// <summary>
    /// The moment a clock on the wall of <paramref name="zone"/> shows this time. A time that the clock skips in spring is
    /// read with the offset before the change; of a time that it shows twice in autumn the first is meant.
    /// </summary>
    public static DateTimeOffset InZone(DateTime local, TimeZoneInfo zone)
    {
        if (zone.IsAmbiguousTime(local))
        {
            return new DateTimeOffset(local, zone.GetAmbiguousTimeOffsets(local).Max());
        }
        else if (zone.IsInvalidTime(local))
        {
            var before = zone.GetUtcOffset(local.AddHours(-3));
            return TimeZoneInfo.ConvertTime(new DateTimeOffset(local, before), zone);
        }

        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }

    private static bool TryCompose(Match match, TimeZoneInfo zone, out DateTimeOffset date)
    {
        date = default;
        var (year, month, day) = (Number(match, "year"), Number(match, "month"), Number(match, "day"));
        var (hour, minute, second) = (Number(match, "hour"), Number(match, "minute"), Number(match, "second"));
        if (year is < 2 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        var local = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Unspecified);
        if (match.Groups["fraction"] is { Success: true, Value: var fraction })
        {
            local = local.AddTicks(int.Parse(fraction.PadRight(7, '0')[..7], CultureInfo.InvariantCulture));
        }

        if (match.Groups["utc"].Success)
        {
            date = new DateTimeOffset(local, TimeSpan.Zero);
            return true;
        }
        else if (match.Groups["sign"] is { Success: true, Value: var sign })
        {
            var offset = new TimeSpan(Number(match, "hours"), Number(match, "minutes"), 0);
            date = offset <= TimeSpan.FromHours(14) ? new DateTimeOffset(local, sign == "-" ? -offset : offset) : default;
            return offset <= TimeSpan.FromHours(14);
        }
        else if (match.Groups["zone"] is { Success: true, Value: var name } && !TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone!))
        {
            return false;
        }

        date = InZone(local, zone);
        return true;
    }

    private static int Number(Match match, string group) =>
        match.Groups[group] is { Success: true, ValueSpan: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        """
        ^(?<year>\d{4})[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})
        (?:(?:[Tt]|\s+)(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,](?<fraction>\d{1,9}))?)?
          \s*(?:(?<utc>[Zz]|UTC|GMT)|(?<sign>[+-])(?<hours>\d{1,2})(?::?(?<minutes>\d{2}))?|(?<zone>[A-Z][A-Za-z_]*(?:/[A-Za-z_/]+)?))?)?$
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        TimeoutMilliseconds)]
    private static partial Regex IsoLike();
}
