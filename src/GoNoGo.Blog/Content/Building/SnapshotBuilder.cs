using GoNoGo.Blog.Content.Git;
using GoNoGo.Blog.Content.Tree;
using GoNoGo.Blog.Images;
using GoNoGo.Blog.Posts;
using GoNoGo.Blog.Site;
using GoNoGo.Platform.Results;

namespace GoNoGo.Blog.Content.Building;

/// <summary>
/// Makes a snapshot of a tree: survey, read, place, render, compose. It remembers its last build, so that the next one
/// reads only what changed. For one caller at a time.
/// </summary>
/// <param name="renderer">Makes bodies.</param>
/// <param name="shelf">Where the smaller forms of pictures are; null where nobody is to see the snapshot.</param>
/// <param name="history">What Git knows of the changes of posts; null likewise.</param>
/// <param name="kept">Where its memory outlives the program; null to hold it in memory alone.</param>
internal sealed class SnapshotBuilder(
    BodyRenderer renderer, PictureShelf? shelf = null, EditHistory? history = null, BuildShelf? kept = null)
{
    public const string SiteFileName = "site.yaml";

    private BuildMemory? memory;

    public Result<BuiltSnapshot> Build(IContentTree tree, BuildRequest request, CancellationToken cancellationToken)
    {
        var problems = new List<ContentProblem>();
        var siteFile = tree.Children(null).FirstOrDefault(node => node.Name == SiteFileName);
        var site = ReadSite(tree, siteFile, problems) with { Languages = LanguageFolder.Read(tree, problems) };
        if (!ContentLayout.For(request.Folder ?? site.PostsFolder).Succeeded(out var layout, out var refusal)
            || !TreeSurvey.Of(tree, layout, cancellationToken).Succeeded(out var survey, out refusal))
        {
            return refusal;
        }

        problems.AddRange(survey.Problems);
        var settings = string.Join(' ', LanguageFolder.Files(tree).Prepend(siteFile).Select(file => file?.Id));
        memory ??= kept?.Load() ?? BuildMemory.Empty("");
        var known = memory.SettingsId == settings ? memory : BuildMemory.Empty("");
        var assetFacts = new Dictionary<string, AssetFacts>(StringComparer.Ordinal);
        var assets = AssetFiles.Check(tree, survey.Assets, known.Assets, assetFacts, problems, cancellationToken);
        var files = ReadAll(tree, [.. survey.Posts, .. survey.Pages], known, site, cancellationToken, out var readCount);
        problems.AddRange(files.Select(file => file.Problem).OfType<ContentProblem>());
        problems.AddRange(files.SelectMany(file => file.Document?.Warnings ?? []));

        var assembly = new Assembly(tree, site, layout, assets, new BodyRendering(renderer, tree, site, kept));
        var assembled = assembly.Run(
            [.. files.Where(file => file.Document is not null)],
            known.Bodies,
            request,
            request.Early is { } show ? early => show(Compose(tree, site, early, problems, isPreliminary: true)) : null,
            cancellationToken);

        memory = new BuildMemory(
            settings,
            files.ToDictionary(file => file.Node.Path, file => file.WithoutMarkdown(), StringComparer.Ordinal),
            assembled.Bodies,
            assetFacts);
        return new BuiltSnapshot(Compose(tree, site, assembled, problems), files.Length, readCount, assembled.Rendered);
    }

    /// <summary>Has the memory of the last build outlive the program.</summary>
    public void KeepMemory()
    {
        if (memory is not null)
        {
            kept?.Save(memory);
        }
    }

    private Snapshot Compose(
        IContentTree tree, SiteSettings site, Assembled assembled, IReadOnlyList<ContentProblem> problems, bool isPreliminary = false)
    {
        var ordered = problems.Concat(assembled.Problems)
            .OrderBy(problem => problem.Path, StringComparer.Ordinal).ThenBy(problem => problem.Line).ToList();
        var snapshot = new Snapshot(tree.Commit, site, assembled.Posts, assembled.Pages, assembled.Destinations, ordered)
        {
            IsPreliminary = isPreliminary,
        };
        snapshot = history is null ? snapshot : snapshot.WithEdits(history);
        return shelf is null ? snapshot : snapshot.WithPictures(shelf);
    }

    /// <summary>The blog's own settings in a tree.</summary>
    public static SiteSettings ReadSite(IContentTree tree, TreeNode? file, List<ContentProblem> problems)
    {
        if (file is null)
        {
            return SiteSettings.Default;
        }
        else if (file.Kind is not TreeNodeKind.File)
        {
            problems.Add(TreeProblems.SymbolicLink(file.Path));
            return SiteSettings.Default;
        }
        else if (tree.Length(file) > TextFiles.MaximumBytes)
        {
            problems.Add(TreeProblems.TooLarge(file.Path, TextFiles.MaximumBytes));
            return SiteSettings.Default;
        }

        var (settings, found) = SiteFile.Read(new SourceFile(file.Path, file.Id, tree.Read(file)));
        problems.AddRange(found);
        return settings;
    }

    private static ReadFile[] ReadAll(
        IContentTree tree, TreeNode[] nodes, BuildMemory known, SiteSettings site, CancellationToken cancellationToken, out int readCount)
    {
        var files = new ReadFile[nodes.Length];
        var count = 0;
        Parallel.For(0, nodes.Length, Parallelism.Bounded(cancellationToken), index =>
        {
            if (known.Files.GetValueOrDefault(nodes[index].Path) is { } file && file.Node.Id == nodes[index].Id)
            {
                files[index] = file;
            }
            else
            {
                files[index] = TextFiles.Read(tree, nodes[index], site);
                Interlocked.Increment(ref count);
            }
        });
        readCount = count;
        return files;
    }
}

/// <summary>What a build is to take into account beside the tree.</summary>
/// <param name="Folder">The posts folder of the configuration; null for that of site.yaml.</param>
/// <param name="FormerAddresses">Former address to current slug.</param>
/// <param name="Progress">Told after each text how many of how many are done.</param>
internal sealed record BuildRequest(
    string? Folder, IReadOnlyDictionary<string, string> FormerAddresses, IProgress<(int Done, int Total)>? Progress = null)
{
    /// <summary>
    /// Is shown the blog before its texts are rendered, where that takes long: each is rendered when it is asked for, and what is wrong in
    /// them is not known yet. Null for nobody.
    /// </summary>
    public Action<Snapshot>? Early { get; init; }
}

/// <summary>A snapshot, and how much work it was.</summary>
internal sealed record BuiltSnapshot(Snapshot Snapshot, int Texts, int Read, int Rendered);
