using GoNoGo.Platform.Results;

namespace GoNoGo.Web.Configuration;

/// <summary>A setting that the program will not start with.</summary>
/// <param name="Message">One sentence that names the setting and says what to do.</param>
internal sealed record SettingRefused(string Message) : Error("setting_refused", Message);
