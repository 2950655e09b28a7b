namespace GoNoGo.Blog.Content.Building;

/// <summary>Resolves the pictures that front matter names.</summary>
internal sealed class ImageReferences(ReferenceResolver resolver, Claims claims, List<ContentProblem> problems)
{
    /// <summary>An address or URL to show; null, and a problem, where there is no such file or it was refused.</summary>
    public string? AddressOf(string sourcePath, string written, int line)
    {
        if (Uri.TryCreate(written, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
        {
            return url.AbsoluteUri;
        }

        var found = Spellings(written).Select(spelling => resolver.Resolve(sourcePath, spelling)).OfType<string>().ToList();
        if (found.Find(address => address != ReferenceResolver.Refused) is { } address)
        {
            return address;
        }
        else if (written.StartsWith('/') && claims.IsTaken(written))
        {
            return AddressForm.Encode(written);
        }

        var (code, message) = found.Count > 0
            ? PlacementProblems.ReferenceRefused(written)
            : PlacementProblems.ReferenceMissing(written);
        problems.Add(new ContentProblem(sourcePath, line, ContentProblemSeverity.Warning, code, message));
        return null;
    }

    // Some themes mean a path from the root without saying so, and some encode what needs none.
    private static IEnumerable<string> Spellings(string written) =>
        [written, "/" + written.TrimStart('/'), Uri.UnescapeDataString(written), "/" + Uri.UnescapeDataString(written).TrimStart('/')];
}
