namespace GoNoGo.Blog.Content.Building;

/// <summary>Why a file got no place among the others, or lost something on the way.</summary>
internal static class PlacementProblems
{
    public static ContentProblem SlugTaken(string path, string slug) =>
        Refused(path, "slug_taken", $"The slug '{slug}' and what can be made of it are taken; give it another slug.");

    public static ContentProblem AddressInvalid(string path, string written) =>
        Refused(path, "address_invalid", $"'{written}' cannot be the address of a page; write a path such as /notes/first/.");

    public static ContentProblem AddressReserved(string path, string address) =>
        Refused(path, "address_reserved", $"The address {address} belongs to the blog itself; give the file another one.");

    public static ContentProblem AddressTaken(string path, string address, IEnumerable<string> others) =>
        Refused(path, "address_taken", $"The address {address} is also claimed by {string.Join(", ", others)}; change one of them.");

    public static ContentProblem AliasDropped(string path, string alias) =>
        Warning(path, "alias_dropped", $"The alias '{alias}' is no path, or something else stands there; it leads nowhere.");

    public static (string Code, string Message) ReferenceMissing(string reference) =>
        ("reference_missing", $"There is no file '{reference}' here; mend the link or commit the file.");

    public static (string Code, string Message) ReferenceRefused(string reference) =>
        ("reference_refused", $"The file '{reference}' was refused and is not shown; what is said of that file says why.");

    public static ContentProblem NotUnderstood(string path, Exception exception) =>
        Refused(path, "file_not_understood", $"The file could not be read ({exception.GetType().Name}); simplify it and report this.");

    private static ContentProblem Refused(string path, string code, string message) =>
        new(path, 0, ContentProblemSeverity.Refused, code, message);

    private static ContentProblem Warning(string path, string code, string message) =>
        new(path, 0, ContentProblemSeverity.Warning, code, message);
}
