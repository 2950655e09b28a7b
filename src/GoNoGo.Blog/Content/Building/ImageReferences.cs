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
        else if ((resolver.Resolve(sourcePath, written) ?? resolver.Resolve(sourcePath, "/" + written.TrimStart('/'))) is { } address)
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
}
