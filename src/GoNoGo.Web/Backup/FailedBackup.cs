using System.Globalization;
using GoNoGo.Platform.Data;
using Microsoft.Extensions.Options;

namespace GoNoGo.Web.Backup;

/// <summary>
/// Says in the data folder that the last backup could not be taken, and why, for health and doctor: where copies cannot be written they
/// cannot say so themselves. Gone with the next that succeeds.
/// </summary>
internal sealed class FailedBackup(IOptions<DataOptions> data)
{
    private const string Name = "backup-failed";
    private const int LongestSentence = 1000;

    private string FullPath => Path.Combine(data.Value.Path, Name);

    /// <summary>When the last one failed, UTC, and why; null where it did not.</summary>
    public (DateTimeOffset At, string Sentence)? Read()
    {
        try
        {
            return File.Exists(FullPath)
                && File.ReadAllText(FullPath).Split('\n', 2) is [var at, var sentence]
                && DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, out var moment)
                    ? (moment, sentence[..Math.Min(sentence.Length, LongestSentence)].ReplaceLineEndings(" ").Trim())
                    : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Write(DateTimeOffset at, string sentence) =>
        Try(() => File.WriteAllText(FullPath, string.Create(CultureInfo.InvariantCulture, $"{at:O}\n{sentence}\n")));

    public void Delete() => Try(() => File.Delete(FullPath));

    // The disk may be what the backup failed of; the log and the audit trail have it too.
    private static void Try(Action act)
    {
        try
        {
            act();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }
}
