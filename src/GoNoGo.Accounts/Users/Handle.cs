namespace GoNoGo.Accounts.Users;

/// <summary>The name by which a person of the staff signs in: chosen, short, and no address.</summary>
public static class Handle
{
    /// <summary>How long one may be.</summary>
    public const int LongestLength = 32;

    /// <summary>The form in which a handle is kept and compared.</summary>
    /// <param name="text">As typed.</param>
    /// <returns>2 to 32 of a-z, 0-9, dot, hyphen and underscore, beginning with a letter; null for all else.</returns>
    public static string? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var handle = text.Trim().ToLowerInvariant();
        return handle.Length is >= 2 and <= LongestLength
            && char.IsAsciiLetterLower(handle[0])
            && handle.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '.' or '-' or '_')
            ? handle
            : null;
    }
}
