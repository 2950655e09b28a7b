using GoNoGo.Web.Theme;

namespace GoNoGo.Web.Admin.Frame;

/// <summary>Style and scripts of the admin, under addresses that hold a hash of their bytes. They are no secret.</summary>
internal sealed class AdminFiles
{
    private const string Css = "text/css; charset=utf-8";
    private const string Colors = "Styles/1-colors.css";
    private const string Script = "text/javascript; charset=utf-8";

    private readonly ThemeFile stylesheet = new("admin", "css", Css, [.. ThemeFiles.Read(Colors), .. ThemeFiles.Chapters("Admin/")]);
    private readonly ThemeFile keys = new("keys", "js", Script, ThemeFiles.Read("Scripts/keys.js"));
    private readonly ThemeFile passkey = new("passkey", "js", Script, ThemeFiles.Read("Scripts/passkey.js"));
    private readonly ThemeFile queue = new("queue", "js", Script, ThemeFiles.Read("Scripts/queue.js"));
    private readonly ThemeFile icon = new("icon", "svg", "image/svg+xml", ThemeFiles.Read("favicon.svg"));

    public AdminAssets Addresses => new(stylesheet.Address, keys.Address, passkey.Address, queue.Address, icon.Address);

    /// <summary>The file at a path; null where there is none.</summary>
    public ThemeFile? Find(string path) => new[] { stylesheet, keys, passkey, queue }.FirstOrDefault(file => file.Address == path);
}
