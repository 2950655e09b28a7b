namespace GoNoGo.Blog.Content.Building;

/// <summary>Resolves the pictures that front matter names.</summary>
internal sealed class ImageReferences(ReferenceResolver resolver, Claims claims, List<ContentProblem> problems)
{
    /// <summary>An address or URL to show; null, and a problem, where there is no such file.</summary>
    public string? AddressOf(string sourcePath, string written)
    {
        if (Uri.TryCreate(written, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
        {
            return url.AbsoluteUri;
        }
        else if (Spellings(written).Select(spelling => resolver.Resolve(sourcePath, spelling)).OfType<string>().FirstOrDefault()
            is { } address)
        {
            return address;
        }
        else if (written.StartsWith('/') && claims.IsTaken(written))
        {
            return AddressForm.Encode(written);
        }

        problems.Add(PlacementProblems.ReferenceMissing(sourcePath, written));
        return null;
    }

    // Some themes mean a path from the root without saying so, and some encode what needs none.
    private static IEnumerable<string> Spellings(string written) =>
        [written, "/" + written.TrimStart('/'), Uri.UnescapeDataString(written), "/" + Uri.UnescapeDataString(written).TrimStart('/')];
}
