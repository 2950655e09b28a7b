using System.Globalization;
using System.Text;
using GoNoGo.Platform.Data;
using Microsoft.Extensions.Options;

namespace GoNoGo.Web.Backup;

/// <summary>
/// Says in the data folder that a restore was begun and not ended, and of which backup. As long as it lies there nothing is served, and the
/// same restore may go on over what it has put in place.
/// </summary>
internal sealed class RestoreMark(IOptions<DataOptions> data)
{
    private const string Name = "restore-unfinished";

    /// <summary>The file.</summary>
    public string FullPath => Path.Combine(data.Value.Path, Name);

    /// <summary>The id of the backup; null where no restore is open.</summary>
    public Guid? Read() => !File.Exists(FullPath) ? null
        : Guid.TryParse(File.ReadAllText(FullPath), CultureInfo.InvariantCulture, out var id) ? id
        : Guid.Empty; // Damaged since, or written by another: it appears whole.

    public void Write(Guid id)
    {
        var unfinished = FullPath + ".unfinished";
        using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
        {
            file.Write(Encoding.UTF8.GetBytes(id.ToString("D")));
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, FullPath, overwrite: true);
        UnixFiles.FlushFolder(data.Value.Path);
    }

    public void Delete()
    {
        File.Delete(FullPath);
        UnixFiles.FlushFolder(data.Value.Path);
    }
}
