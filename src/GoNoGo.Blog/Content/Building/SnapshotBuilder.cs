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

    /// <summary>To write down all that is remembered takes longer than to read so many texts again at the next start.</summary>
    private const int UpdatesWorthKeeping = 100;

    private BuildMemory? memory;
    private LastBuild? last;
    private int updates;

    /// <summary>Reads a tree and builds the snapshot of it.</summary>
    public Result<BuiltSnapshot> Build(IContentTree tree, BuildRequest request, CancellationToken cancellationToken) =>
        Read(tree, request.Folder, cancellationToken).Succeeded(out var read, out var refusal)
            ? Build(read, request, cancellationToken)
            : refusal;

    /// <summary>Reads what a snapshot of a tree is made of, but for what the last build knows of it; needs no database.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="folder">The posts folder of the configuration; null for that of site.yaml.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public Result<ReadTree> Read(IContentTree tree, string? folder, CancellationToken cancellationToken)
    {
        var problems = new List<ContentProblem>();
        var siteFile = tree.Children(null).FirstOrDefault(node => node.Name == SiteFileName);
        var site = ReadSite(tree, siteFile, problems) with { Languages = LanguageFolder.Read(tree, problems) };
        if (!ContentLayout.For(folder ?? site.PostsFolder).Succeeded(out var layout, out var refusal)
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
        return new ReadTree(tree, site, settings, layout, assets, assetFacts, files, readCount, known, problems);
    }

    /// <summary>Builds the snapshot of what was read.</summary>
    public BuiltSnapshot Build(ReadTree read, BuildRequest request, CancellationToken cancellationToken)
    {
        var (tree, site, problems) = (read.Tree, read.Site, read.Problems);
        var refused = problems.Where(problem => problem.Severity is ContentProblemSeverity.Refused)
            .Select(problem => problem.Path).ToList();
        var rendering = new BodyRendering(renderer, tree, site, kept);
        var assembled = new Assembly(tree, site, read.Layout, read.Assets, refused, rendering, history).Run(
            [.. read.Files.Where(file => file.Document is not null)],
            read.Known.Bodies,
            request,
            request.Early is { } show ? early => show(Compose(tree, site, early, problems, isPreliminary: true)) : null,
            cancellationToken);

        memory = new BuildMemory(
            read.SettingsId,
            read.Files.ToDictionary(file => file.Node.Path, file => file.WithoutMarkdown(), StringComparer.Ordinal),
            assembled.Bodies,
            read.AssetFacts);
        updates = 0;
        last = new LastBuild(tree.Commit, request.Folder, request.FormerAddresses, site, read.Layout, assembled.Resolver);
        return new BuiltSnapshot(Compose(tree, site, assembled, problems), read.Files.Count, read.ReadCount, assembled.Rendered);
    }

    /// <summary>How many of some files the last build read as texts.</summary>
    public int CountTexts(IEnumerable<TreeNode> files) => memory is null ? 0 : files.Count(file => memory.Files.ContainsKey(file.Path));

    /// <summary>Brings the snapshot of the last build to another commit, where nothing has changed but what texts say.</summary>
    /// <param name="served">The snapshot, of which more may have been found out.</param>
    /// <param name="tree">The tree of the other commit.</param>
    /// <param name="changed">The files in which it differs.</param>
    /// <param name="request">What is to be taken into account beside the tree.</param>
    /// <returns>Null where all is to be built.</returns>
    public BuiltSnapshot? TryUpdate(Snapshot served, IContentTree tree, IReadOnlyList<TreeNode> changed, BuildRequest request)
    {
        if (memory is null || last is null || last.Commit != served.Commit || !last.IsFor(request))
        {
            return null;
        }

        var rendering = new BodyRendering(renderer, tree, last.Site, kept);
        if (new TextUpdate(tree, last, memory, rendering).Read(changed) is not { } texts
            || With(served, tree.Commit, texts.ToDictionary(text => text.File.Node.Path, StringComparer.Ordinal)) is not { } snapshot)
        {
            return null;
        }

        memory = memory.With(texts);
        updates += texts.Count;
        last = last with { Commit = tree.Commit };
        return new BuiltSnapshot(snapshot, memory.Files.Count, texts.Count, rendering.Rendered);
    }

    /// <summary>Has the memory of the last build outlive the program; of a few updates after it once they have become many.</summary>
    public void KeepMemory()
    {
        if (memory is not null && updates is 0 or >= UpdatesWorthKeeping)
        {
            kept?.Save(memory);
            updates = 0;
        }
    }

    private Snapshot Compose(
        IContentTree tree, SiteSettings site, Assembled assembled, IReadOnlyList<ContentProblem> problems, bool isPreliminary = false)
    {
        List<ContentProblem> all = [.. problems, .. assembled.Problems];
        var snapshot = new Snapshot(tree.Commit, site, assembled.Posts, assembled.Pages, assembled.Destinations, all)
        {
            IsPreliminary = isPreliminary,
        };
        return shelf is null ? snapshot : snapshot.WithPictures(shelf);
    }

    /// <summary>Null where one of the texts stands nowhere.</summary>
    private Snapshot? With(Snapshot served, string commit, Dictionary<string, UpdatedText> texts)
    {
        var posts = (from post in served.Posts
                     let text = texts.GetValueOrDefault(post.SourcePath)
                     where text is not null
                     select post with
                     {
                         Title = text.Title,
                         Body = new Lazy<RenderedBody>(text.Body.Body),
                         Edits = history?.Of(post.SourcePath) ?? post.Edits,
                     }).ToList();
        var pages = (from page in served.Pages
                     let text = texts.GetValueOrDefault(page.SourcePath)
                     where text is not null
                     select page with
                     {
                         Title = text.Title,
                         Body = new Lazy<RenderedBody>(text.Body.Body),
                         Edits = history?.Of(page.SourcePath) ?? page.Edits,
                     }).ToList();
        if (posts.Count + pages.Count < texts.Count)
        {
            return null;
        }

        var (solved, found) = (texts.Values.SelectMany(text => text.Solved), texts.Values.SelectMany(text => text.Problems));
        var snapshot = served.WithTexts(commit, posts, pages, solved, found);
        return shelf is not null && served.Pictures.All.Any(picture => picture.IsDue) ? snapshot.WithPictures(shelf) : snapshot;
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
