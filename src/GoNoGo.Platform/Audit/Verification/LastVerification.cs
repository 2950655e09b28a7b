using System.Globalization;
using System.Text;

namespace GoNoGo.Platform.Audit.Verification;

/// <summary>
/// When the trail was verified last and how that ended, in a file outside of the database: one that was put back must not say that it was
/// found whole.
/// </summary>
/// <param name="path">The file; <c>audit-verified.txt</c> beside the folder of the keys.</param>
public sealed class LastVerification(string path)
{
    private const int LongestNote = 200;

    /// <summary>What was noted last.</summary>
    /// <returns>Null where nothing was, or the file holds something else.</returns>
    public VerificationNote? Read()
    {
        var file = new FileInfo(path);
        if (file is not { Exists: true, Length: < LongestNote })
        {
            return null;
        }

        return File.ReadAllText(path, Encoding.ASCII).Split(' ', '\n') is [var at, var size, var count, ..]
            && DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, out var moment)
            && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var entries)
            && long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var findings)
                ? new VerificationNote(moment, entries, findings)
                : null;
    }

    /// <summary>Notes a verification; where the file cannot be written, the verification counts all the same.</summary>
    /// <param name="note">How it ended.</param>
    public void Write(VerificationNote note)
    {
        ArgumentNullException.ThrowIfNull(note);
        try
        {
            var line = string.Create(CultureInfo.InvariantCulture, $"{note.At:O} {note.Size} {note.FindingCount}\n");
            File.WriteAllText(path, line, Encoding.ASCII);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Health will ask for another one.
        }
    }
}

/// <summary>How a verification ended.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Size">How many entries were sealed.</param>
/// <param name="FindingCount">How many faults were found.</param>
public sealed record VerificationNote(DateTimeOffset At, long Size, long FindingCount);
