namespace GoNoGo.Platform.Data;

/// <summary>What a file system says of itself, told from what it says of a file: by the numbers of POSIX and of Windows.</summary>
public static class DiskFailure
{
    private const int NoSpace = 28;
    private const int ReadOnly = 30;
    private const int NoQuota = 122;
    private const int NoQuotaOnMac = 69;
    private const int Held = 11;
    private const int HeldOnMac = 35;
    private const int WindowsFull = unchecked((int)0x80070070);
    private const int WindowsReadOnly = unchecked((int)0x80070013);
    private const int WindowsShared = unchecked((int)0x80070020);
    private const int WindowsLocked = unchecked((int)0x80070021);

    /// <summary>Whether there is no room for what was to be written.</summary>
    /// <param name="exception">What a file threw.</param>
    /// <returns>True for a full disk and for a full quota.</returns>
    public static bool IsFull(Exception exception) =>
        exception is IOException { HResult: NoSpace or NoQuota or WindowsFull }
        || (OperatingSystem.IsMacOS() && Is(exception, NoQuotaOnMac));

    /// <summary>Whether nothing can be written there at all.</summary>
    /// <param name="exception">What a file threw.</param>
    /// <returns>True for a file system that is mounted for reading, as after a fault of its disk.</returns>
    public static bool IsReadOnly(Exception exception) => exception is IOException { HResult: ReadOnly or WindowsReadOnly };

    /// <summary>Whether somebody else has a file open for themselves, who may let go of it.</summary>
    /// <param name="exception">What opening it threw.</param>
    /// <returns>False for all that waiting does not mend.</returns>
    public static bool IsHeldByAnother(Exception exception) =>
        exception is IOException { HResult: WindowsShared or WindowsLocked } || Is(exception, OperatingSystem.IsMacOS() ? HeldOnMac : Held);

    private static bool Is(Exception exception, int number) => exception is IOException && exception.HResult == number;
}
