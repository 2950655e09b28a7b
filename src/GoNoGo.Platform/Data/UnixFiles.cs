using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace GoNoGo.Platform.Data;

/// <summary>What .NET does not know of files on Linux and macOS: flushing a folder, and whose a file is and on which device.</summary>
public static class UnixFiles
{
    private const int CurrentFolder = -100;
    private const uint TypeWanted = 0x1;
    private const uint OwnerWanted = 0x8;
    private const int StatusLength = 256;
    private const int MaskAt = 0;
    private const int OwnerAt = 20;
    private const int ModeAt = 28;
    private const uint TypeMask = 0xF000;
    private const uint RegularType = 0x8000;
    private const int DeviceAt = 136;

    /// <summary>Who runs this process: the effective user id; null on Windows, where there is none.</summary>
    public static uint? CurrentUser => OperatingSystem.IsWindows() ? null : EffectiveUser();

    /// <summary>
    /// Makes what was renamed, made or deleted in a folder outlast a loss of power. A system or file system that knows nothing of that
    /// does nothing.
    /// </summary>
    /// <param name="folder">The folder.</param>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(Text(folder), 0);
        if (descriptor >= 0)
        {
            _ = Flush(descriptor);
            _ = Close(descriptor);
        }
    }

    /// <summary>Moves a file to a name that nobody has in the same folder, and makes that outlast a loss of power.</summary>
    /// <param name="from">The file.</param>
    /// <param name="to">Its new name.</param>
    /// <exception cref="IOException">There is a file of that name, or it could not be moved.</exception>
    public static void MoveDurably(string from, string to)
    {
        File.Move(from, to, overwrite: false);
        FlushFolder(Path.GetDirectoryName(Path.GetFullPath(to))!); // A file lies in a folder.
    }

    /// <summary>Whose a file or folder is.</summary>
    /// <param name="path">The file, or where a link leads.</param>
    /// <returns>A user id; null where nothing is there, or on a system that is not Linux.</returns>
    public static uint? OwnerOf(string path) =>
        Status(path) is { } status && (Number(status, MaskAt) & OwnerWanted) != 0 ? Number(status, OwnerAt) : null;

    /// <summary>On which device a file or folder lies.</summary>
    /// <param name="path">The file, or where a link leads.</param>
    /// <returns>The numbers of the device; null where nothing is there, or on a system that is not Linux.</returns>
    public static (uint Major, uint Minor)? DeviceOf(string path) =>
        Status(path) is { } status ? (Number(status, DeviceAt), Number(status, DeviceAt + sizeof(uint))) : null;

    /// <summary>Whether a file is one that holds bytes: no device, pipe or folder.</summary>
    /// <param name="path">The file, or where a link leads.</param>
    /// <returns>Null where nothing is there, or on a system that is not Linux.</returns>
    public static bool? IsRegular(string path) =>
        Status(path) is { } status && (Number(status, MaskAt) & TypeWanted) != 0
            ? (Short(status, ModeAt) & TypeMask) == RegularType
            : null;

    // Of all ways to ask, statx is the one whose answer has one form on every processor.
    private static byte[]? Status(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var status = new byte[StatusLength];
        try
        {
            return ExtendedStatus(CurrentFolder, Text(path), 0, TypeWanted | OwnerWanted, status) == 0 ? status : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null; // A C library from before 2018.
        }
    }

    private static uint Number(byte[] status, int at) => BitConverter.IsLittleEndian
        ? BinaryPrimitives.ReadUInt32LittleEndian(status.AsSpan(at))
        : BinaryPrimitives.ReadUInt32BigEndian(status.AsSpan(at));

    private static uint Short(byte[] status, int at) => BitConverter.IsLittleEndian
        ? BinaryPrimitives.ReadUInt16LittleEndian(status.AsSpan(at))
        : BinaryPrimitives.ReadUInt16BigEndian(status.AsSpan(at));

    private static byte[] Text(string path) => Encoding.UTF8.GetBytes(path + '\0');

    [DllImport("libc", EntryPoint = "open")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Flush(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);

    [DllImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint EffectiveUser();

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ExtendedStatus(int folder, byte[] path, int flags, uint wanted, byte[] status);
}
