using GoNoGo.Blog.Content.Git;
using GoNoGo.Blog.Images;
using GoNoGo.Blog.Posts;
using GoNoGo.Blog.Site;

namespace GoNoGo.Blog.Content;

/// <summary>The whole blog as one commit has it. Immutable: readers hold one while the next is built aside and swapped in.</summary>
public sealed class Snapshot
{
    private static readonly Comparer<ContentProblem> ProblemOrder = Comparer<ContentProblem>.Create((one, other) =>
        string.CompareOrdinal(one.Path, other.Path) is var byPath and not 0 ? byPath : one.Line.CompareTo(other.Line));

    private readonly Dictionary<string, Destination> destinations;
    private readonly Dictionary<string, string> addressByFold;
    private readonly Dictionary<string, Post> postsBySlug;
    private readonly Lazy<DateTimeOffset[]> turns;
    private readonly ILookup<string, Post> byTranslation;

    private readonly IReadOnlyList<ContentProblem> found;
    private readonly Lazy<Relations> relations;

    internal Snapshot(
        string commit,
        SiteSettings site,
        IEnumerable<Post> posts,
        IReadOnlyList<StaticPage> pages,
        Dictionary<string, Destination> destinations,
        IReadOnlyList<ContentProblem> problems)
    {
        Commit = commit;
        Site = site;
        Posts = [.. posts.OrderByDescending(post => post.PublishedAt).ThenBy(post => post.Slug, StringComparer.Ordinal)];
        Pages = pages;
        Problems = found = InOrder(problems);
        Pictures = PictureIndex.Empty;
        this.destinations = destinations;
        addressByFold = ByFold(destinations);
        turns = new Lazy<DateTimeOffset[]>(() => TurnsOf(Posts));
        relations = new Lazy<Relations>(() => new Relations(Posts, Site.Language));
        postsBySlug = Posts.ToDictionary(post => post.Slug, StringComparer.Ordinal);
        byTranslation = ByTranslation(Posts);
    }

    /// <summary>The same blog, of whose pictures more is known.</summary>
    private Snapshot(Snapshot same, PictureIndex pictures)
    {
        (Commit, Site, Posts, Pages) = (same.Commit, same.Site, same.Posts, same.Pages);
        (destinations, addressByFold, postsBySlug) = (same.destinations, same.addressByFold, same.postsBySlug);
        (turns, relations, byTranslation, found, Pictures) = (same.turns, same.relations, same.byTranslation, same.found, pictures);
        IsPreliminary = same.IsPreliminary;
        Problems = With(pictures.Problems);
    }

    /// <summary>The same blog with other texts at the same places: what does not depend on them is shared, since blogs are large.</summary>
    private Snapshot(
        Snapshot same,
        string commit,
        IReadOnlyCollection<Post> posts,
        IReadOnlyCollection<StaticPage> pages,
        IReadOnlyList<ContentProblem> problems)
    {
        (Commit, Site, found, Pictures) = (commit, same.Site, problems, same.Pictures);
        (addressByFold, turns, IsPreliminary) = (same.addressByFold, same.turns, same.IsPreliminary);
        postsBySlug = new Dictionary<string, Post>(same.postsBySlug, StringComparer.Ordinal);
        destinations = new Dictionary<string, Destination>(same.destinations, StringComparer.Ordinal);
        foreach (var post in posts)
        {
            postsBySlug[post.Slug] = post;
            destinations[post.Address] = new PostDestination(post);
        }

        foreach (var page in pages)
        {
            destinations[page.Address] = new PageDestination(page);
        }

        var changed = posts.ToDictionary(post => post.Slug, StringComparer.Ordinal);
        Posts = [.. same.Posts.Select(post => changed.GetValueOrDefault(post.Slug, post))];
        Pages = [.. same.Pages.Select(page => ((PageDestination)destinations[page.Address]).Page)];
        byTranslation = posts.Any(post => post.TranslationKey is not null) ? ByTranslation(Posts) : same.byTranslation;
        var known = same.relations.IsValueCreated ? same.relations.Value.With(Posts) : null;
        relations = known is null ? new Lazy<Relations>(() => new Relations(Posts, Site.Language)) : new Lazy<Relations>(known);
        Problems = With(Pictures.Problems);
    }

    /// <summary>The commit's object id, hexadecimal.</summary>
    public string Commit { get; }

    /// <summary>The blog's own settings at that commit.</summary>
    public SiteSettings Site { get; }

    /// <summary>Every post that could be read, newest first: drafts, future and expired ones too.</summary>
    public IReadOnlyList<Post> Posts { get; }

    /// <summary>Every static page that could be read.</summary>
    public IReadOnlyList<StaticPage> Pages { get; }

    /// <summary>Which posts belong together.</summary>
    public Relations Relations => relations.Value;

    /// <summary>The pictures, and the widths in which they can be had so far.</summary>
    public PictureIndex Pictures { get; }

    /// <summary>What authors should mend, in order of path and line.</summary>
    public IReadOnlyList<ContentProblem> Problems { get; }

    /// <summary>Whether texts are still to be rendered: it is served until that is done, and counts as nothing served.</summary>
    internal bool IsPreliminary { get; init; }

    /// <summary>The posts that readers may see, newest first.</summary>
    /// <param name="now">The moment that counts.</param>
    /// <returns>Never drafts, never the future, nothing expired.</returns>
    public IReadOnlyList<Post> PublishedPosts(DateTimeOffset now) => [.. Posts.Where(post => post.IsPublished(now))];

    /// <summary>The post of this slug, if readers may see it.</summary>
    /// <param name="slug">Compared by case.</param>
    /// <param name="now">The moment that counts.</param>
    /// <returns>Null where there is none or it is not published.</returns>
    public Post? FindPost(string slug, DateTimeOffset now) =>
        postsBySlug.TryGetValue(slug, out var post) && post.IsPublished(now) ? post : null;

    /// <summary>The post of this slug, if readers may not see it: a draft, one of the future, or one that has expired.</summary>
    /// <param name="slug">Compared by case.</param>
    /// <param name="now">The moment that counts.</param>
    /// <returns>Null where there is none or it is published.</returns>
    public Post? FindUnpublished(string slug, DateTimeOffset now) =>
        postsBySlug.TryGetValue(slug, out var post) && !post.IsPublished(now) ? post : null;

    /// <summary>The posts that say the same in several languages, by language.</summary>
    /// <param name="post">One of them.</param>
    /// <param name="now">The moment that counts.</param>
    /// <returns>The post and what readers may see of its translations, one for each language; empty where it has none.</returns>
    public IReadOnlyList<Post> TranslationsOf(Post post, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(post);
        if (post.TranslationKey is not { } key)
        {
            return [];
        }

        List<Post> all = [post, .. byTranslation[key].Where(other => other.IsPublished(now))];
        List<Post> distinct = [.. all.DistinctBy(LanguageOf, StringComparer.OrdinalIgnoreCase).OrderBy(LanguageOf, StringComparer.Ordinal)];
        return distinct.Count > 1 ? distinct : [];
    }

    /// <summary>The language of a post.</summary>
    /// <param name="post">Which.</param>
    /// <returns>Its own, or the blog's.</returns>
    public string LanguageOf(Post post)
    {
        ArgumentNullException.ThrowIfNull(post);
        return post.Language ?? Site.Language;
    }

    /// <summary>What stands at a path, if readers may see it.</summary>
    /// <param name="path">A decoded path that begins with a slash.</param>
    /// <param name="now">The moment that counts.</param>
    /// <returns>
    /// A <see cref="MovedDestination"/> for another way to write an address: an alias, other case, no slash at the end,
    /// <c>index.html</c> or <c>.html</c>. Null where nothing stands there or what does is not published.
    /// </returns>
    public Destination? Find(string path, DateTimeOffset now) => Visible(path, now) switch
    {
        MovedDestination(var to) moved => Visible(to, now) is null ? null : moved,
        null => FindByFold(path, now),
        var destination => destination,
    };

    /// <summary>Until when pages made of this snapshot stay as they are, as far as the clock goes.</summary>
    /// <param name="now">The moment they are made for.</param>
    /// <returns>The next moment at which a post appears, expires or takes no more comments; the end of time where none does.</returns>
    public DateTimeOffset NextTurn(DateTimeOffset now)
    {
        var moments = turns.Value;
        var at = Array.BinarySearch(moments, now);
        var next = at < 0 ? ~at : at + 1;
        return next < moments.Length ? moments[next] : DateTimeOffset.MaxValue;
    }

    /// <summary>The same blog with the forms of its pictures that there are now.</summary>
    internal Snapshot WithPictures(PictureShelf shelf) => new(this, new PictureIndex(
        destinations.Values.OfType<AssetDestination>().Select(destination => destination.Asset), shelf.Find));

    /// <summary>The same blog with what Git knows of the changes of its texts.</summary>
    internal Snapshot WithEdits(EditHistory history)
    {
        var edited = from post in Posts
                     let edits = history.Of(post.SourcePath)
                     where !ReferenceEquals(edits, post.Edits)
                     select post with { Edits = edits };
        var editedPages = from page in Pages
                          let edits = history.Of(page.SourcePath)
                          where !ReferenceEquals(edits, page.Edits)
                          select page with { Edits = edits };
        return new Snapshot(this, Commit, [.. edited], [.. editedPages], found);
    }

    /// <summary>
    /// The same blog at another commit, of which some texts say something else: at the same addresses and moments, under the same tags.
    /// </summary>
    /// <param name="commit">The commit.</param>
    /// <param name="posts">The posts that changed.</param>
    /// <param name="pages">The pages that changed.</param>
    /// <param name="solved">What was wrong with them before.</param>
    /// <param name="problems">What is wrong with them now.</param>
    internal Snapshot WithTexts(
        string commit,
        IReadOnlyCollection<Post> posts,
        IReadOnlyCollection<StaticPage> pages,
        IEnumerable<ContentProblem> solved,
        IEnumerable<ContentProblem> problems)
    {
        List<ContentProblem> all = [.. found];
        foreach (var problem in solved)
        {
            all.Remove(problem);
        }

        foreach (var problem in problems)
        {
            var after = all.FindIndex(other => ProblemOrder.Compare(other, problem) > 0);
            all.Insert(after < 0 ? all.Count : after, problem);
        }

        return new Snapshot(this, commit, posts, pages, all);
    }

    private IReadOnlyList<ContentProblem> With(IEnumerable<ContentProblem> ofPictures)
    {
        List<ContentProblem> more = [.. ofPictures];
        return more.Count == 0 ? found : InOrder(found.Concat(more));
    }

    private static List<ContentProblem> InOrder(IEnumerable<ContentProblem> problems) => [.. problems.Order(ProblemOrder)];

    private static ILookup<string, Post> ByTranslation(IEnumerable<Post> posts) =>
        posts.Where(post => post.TranslationKey is not null)
            .ToLookup(post => post.TranslationKey!, StringComparer.Ordinal); // Where it is not null.

    private static DateTimeOffset[] TurnsOf(IEnumerable<Post> posts) =>
    [
        .. (from post in posts
            where !post.IsDraft
            from moment in (DateTimeOffset?[])[post.PublishedAt, post.ExpiresAt, post.CommentsCloseAt]
            where moment is not null
            select moment.Value).Distinct().Order(),
    ];

    private static Dictionary<string, string> ByFold(Dictionary<string, Destination> destinations)
    {
        var addresses = new Dictionary<string, string>(destinations.Count, StringComparer.Ordinal);
        foreach (var (address, destination) in destinations.OrderBy(entry => entry.Value is MovedDestination))
        {
            if (AddressForm.Fold(address) is { } fold)
            {
                addresses.TryAdd(fold, destination is MovedDestination(var to) ? to : address);
            }
        }

        return addresses;
    }

    private MovedDestination? FindByFold(string path, DateTimeOffset now) =>
        AddressForm.Fold(path) is { } fold
        && addressByFold.TryGetValue(fold, out var address)
        && address != path
        && Visible(address, now) is not null
            ? new MovedDestination(address)
            : null;

    private Destination? Visible(string path, DateTimeOffset now) => destinations.GetValueOrDefault(path) switch
    {
        PostDestination(var post) when !post.IsPublished(now) => null,
        PageDestination(var page) when page.IsDraft => null,
        var destination => destination,
    };
}

/// <summary>What stands at an address.</summary>
public abstract record Destination;

/// <summary>A post's page.</summary>
/// <param name="Post">The post.</param>
public sealed record PostDestination(Post Post) : Destination;

/// <summary>A static page.</summary>
/// <param name="Page">The page.</param>
public sealed record PageDestination(StaticPage Page) : Destination;

/// <summary>A file served as it is.</summary>
/// <param name="Asset">The file.</param>
public sealed record AssetDestination(Asset Asset) : Destination;

/// <summary>An address that has moved for good (HTTP 301).</summary>
/// <param name="To">The canonical path, decoded; see <see cref="Post.Address"/>.</param>
public sealed record MovedDestination(string To) : Destination;
