using System.Globalization;

namespace GoNoGo.Platform.Languages;

/// <summary>How a language writes numbers and dates (CLDR, as the runtime has it from ICU) and which plural forms it has.</summary>
internal sealed class Manners(string tag, PluralRules plurals, int groupFrom)
{
    public string Tag => tag;

    public PluralRules Plurals => plurals;

    public int GroupFrom => groupFrom;

    public CultureInfo Culture { get; } = CultureOf(tag);

    /// <summary>Grouped from a number on: CLDR has "1234" and "12.345" in Spanish, which the runtime does not tell.</summary>
    public string Number(long number) => Math.Abs(number) < groupFrom
        ? number.ToString("D", Culture)
        : number.ToString("N0", Culture);

    /// <summary>The manners of a tag; the neutral ones where it is of no language.</summary>
    public static CultureInfo CultureOf(string tag)
    {
        try
        {
            return CultureInfo.GetCultureInfo(tag);
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.InvariantCulture;
        }
    }
}
