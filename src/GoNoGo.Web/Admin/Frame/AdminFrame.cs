using GoNoGo.Accounts.Sessions;
using GoNoGo.Web.Pages;

namespace GoNoGo.Web.Admin.Frame;

/// <summary>What every page of the admin is drawn with.</summary>
/// <param name="Title">The page's own title.</param>
/// <param name="Person">Who is signed in; null on the pages before that.</param>
/// <param name="Links">Where they may go.</param>
/// <param name="Path">The path that was asked for.</param>
/// <param name="Context">The blog, its time and its manner of dates.</param>
/// <param name="Assets">Where style and scripts are.</param>
/// <param name="Notice">What has just been done, in one sentence; null for nothing.</param>
public sealed record AdminFrame(
    string Title,
    SignedInPerson? Person,
    IReadOnlyList<AdminLink> Links,
    string Path,
    PageContext Context,
    AdminAssets Assets,
    string? Notice);

/// <summary>The addresses of what the admin consists of; each holds a hash of its bytes.</summary>
/// <param name="Stylesheet">Its style sheet.</param>
/// <param name="Keys">The module of the keyboard.</param>
/// <param name="Passkey">The module of passkeys.</param>
/// <param name="Queue">The module of the queue.</param>
/// <param name="Icon">The icon of the tab.</param>
public sealed record AdminAssets(string Stylesheet, string Keys, string Passkey, string Queue, string Icon);
